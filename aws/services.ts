import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { ServiceTypes } from "./contract/resource-type.ts";
import type { Service } from "./contract/service.ts";

/** A service, named after its folder. */
export type NamedService = Service & { readonly name: string };

/** The folder of what all services share; all other folders are services. */
const CONTRACT = "contract";

/** Loads `file` from every folder of aws/ that has one: adding a folder adds a service, without any list to maintain. */
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

/** All services with everything that is known about them. */
export const services = (): Promise<readonly NamedService[]> =>
  (loadedServices ??= modules<{ service: Service }>("service.ts").then((found) =>
    found.map(([name, { service }]) => ({ name, ...service })),
  ));

/** The resource types of all services: all that the program needs, without the imports of prices and finders. */
export const serviceTypes = (): Promise<ServiceTypes> =>
  (loadedTypes ??= modules<{ types: ServiceTypes }>("types.ts").then((found) =>
    Object.fromEntries(found.flatMap(([, { types }]) => Object.entries(types))),
  ));

/** The parts of a service that are keyed by type or token. */
type Keyed =
  | "types"
  | "prices"
  | "empty"
  | "tagsNow"
  | "locks"
  | "freezes"
  | "children"
  | "inner"
  | "made"
  | "contents"
  | "computed"
  | "answers";

/** One part of all services, merged into one record. */
export const joined = <K extends Keyed>(
  list: readonly Service[],
  part: K,
): NonNullable<Service[K]> =>
  Object.fromEntries(list.flatMap((service) => Object.entries(service[part] ?? {}))) as NonNullable<
    Service[K]
  >;
