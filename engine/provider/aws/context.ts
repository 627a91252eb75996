import type { DataSourceInfo, ProviderMap, ResourceInfo } from "../map/provider-map.ts";
import type { PlainMap } from "../values/plain.ts";
import type { Clients } from "./clients.ts";

/** Shared by all operations of the provider. */
export interface Context {
  readonly map: ProviderMap;
  readonly clients: Clients;
  /** Shows a message to the user, each only once. */
  readonly warn: (message: string) => void;
}

/** The output for data that only Terraform understands; Pulumi does not show names with this prefix. */
export const META = "__meta";
/** The output with the names of generated inputs, as in the official provider. */
export const DEFAULTS = "__defaults";

/** An invalid property, and why. */
export interface Failure {
  /** As in the program, e.g. `ingress[0].fromPort`; empty for the whole resource. */
  readonly property: string;
  readonly reason: string;
}

/** @throws when this provider does not know the type. */
export function resourceInfo({ map }: Context, token: string): ResourceInfo {
  return map.resources[token] ?? unsupported("resource type", token, map);
}

/** @throws when this provider does not know the function. */
export function dataSourceInfo({ map }: Context, token: string): DataSourceInfo {
  return map.dataSources[token] ?? unsupported("function", token, map);
}

function unsupported(what: string, token: string, map: ProviderMap): never {
  throw new Error(
    `${token}: this substitute for the AWS provider does not know the ${what}. If Terraform's AWS provider ${map.terraform} has it, add it to engine/provider/map/tokens.ts and run again`,
  );
}

/** A resource's region: its own, else the provider's. */
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
