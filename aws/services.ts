import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { ServiceTypes } from "./contract/resource-type.ts";
import type { Service } from "./contract/service.ts";

/** A service, called as its folder is. */
export type NamedService = Service & { readonly name: string };

/** What all services have in common; the other folders are services. */
const CONTRACT = "contract";

/** Loads `file` of every folder of aws/ that has one: a service is there by its folder, no list has to be kept. */
async function modules<M>(
  file: string,
): Promise<readonly (readonly [folder: string, module: M])[]> {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== CONTRACT)
    .map(({ name }) => name)
    .filter((name) => existsSync(path.join(import.meta.dirname, name, file)))
    .sort();
  return Promise.all(
    folders.map(async (name) => [name, (await import(`./${name}/${file}`)) as M] as const),
  );
}

let loadedServices: Promise<readonly NamedService[]> | undefined;
let loadedTypes: Promise<ServiceTypes> | undefined;

/** All that is known of every service. */
export const services = (): Promise<readonly NamedService[]> =>
  (loadedServices ??= modules<{ service: Service }>("service.ts").then((found) =>
    found.map(([name, { service }]) => ({ name, ...service })),
  ));

/** What is known of the types of every service: all that the program needs, without what prices and finders import. */
export const serviceTypes = (): Promise<ServiceTypes> =>
  (loadedTypes ??= modules<{ types: ServiceTypes }>("types.ts").then((found) =>
    Object.fromEntries(found.flatMap(([, { types }]) => Object.entries(types))),
  ));

/** A part that services have by type or token. */
type Keyed =
  | "types"
  | "prices"
  | "empty"
  | "locks"
  | "freezes"
  | "children"
  | "made"
  | "contents"
  | "computed"
  | "answers";

/** What all services say of one part, in one record. */
export const joined = <K extends Keyed>(
  list: readonly Service[],
  part: K,
): NonNullable<Service[K]> =>
  Object.fromEntries(list.flatMap((service) => Object.entries(service[part] ?? {}))) as NonNullable<
    Service[K]
  >;
