import type { DataSourceInfo, ProviderMap, ResourceInfo } from "../map/provider-map.ts";
import type { PlainMap } from "../values/plain.ts";
import type { Clients } from "./clients.ts";

/** What every operation of the provider works with. */
export interface Context {
  readonly map: ProviderMap;
  readonly clients: Clients;
  /** Tells the user something once, however often it is said. */
  readonly warn: (message: string) => void;
}

/** Where the outputs keep what only Terraform understands; Pulumi does not show names that start like this. */
export const META = "__meta";
/** Names of the inputs that `check` filled in, as the official provider records them. */
export const DEFAULTS = "__defaults";

/** A property that is wrong, and why. */
export interface Failure {
  /** As the program writes it, e.g. `ingress[0].fromPort`; empty for the whole. */
  readonly property: string;
  readonly reason: string;
}

/** @throws when the stand-in does not know the type. */
export function resourceInfo({ map }: Context, token: string): ResourceInfo {
  return map.resources[token] ?? unsupported("resource type", token, map);
}

/** @throws when the stand-in does not know the function. */
export function dataSourceInfo({ map }: Context, token: string): DataSourceInfo {
  return map.dataSources[token] ?? unsupported("function", token, map);
}

function unsupported(what: string, token: string, map: ProviderMap): never {
  throw new Error(
    `${token}: this stand-in for the AWS provider does not know the ${what}. If Terraform's AWS provider ${map.terraform} has it, add it to engine/provider/map/tokens.ts and run again`,
  );
}

/** Where a resource is: the region it names, else the provider's own. */
export async function regionOf(
  { clients }: Context,
  { regional }: DataSourceInfo,
  properties: PlainMap,
): Promise<string> {
  const { region } = properties;
  return regional && typeof region === "string" && region ? region : clients.ownRegion();
}

/** Reports properties of the newer SDK that the older Terraform provider does not have. */
export const droppedFrom =
  ({ map, warn }: Context, { terraform }: { terraform: string }) =>
  (path: string): void => {
    warn(`${terraform}: this Terraform provider (${map.terraform}) does not know ${path}, ignored`);
  };
