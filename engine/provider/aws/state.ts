// Converts a resource's inputs and outputs to Terraform's configuration and state, and back.
import type { ResourceInfo } from "../map/provider-map.ts";
import type { Stored, TerraformClient } from "../terraform/terraform.ts";
import { materialize } from "../values/assets.ts";
import { toPulumi, toTerraform } from "../values/convert.ts";
import { Asset, plain, plainMap, type PlainMap } from "../values/plain.ts";
import {
  hasSecret,
  secret,
  type PropertyMap,
  type PropertyValue,
} from "../values/property-value.ts";
import { without, type TerraformObject, type TerraformState } from "../values/types.ts";
import { droppedFrom, META, type Context } from "./context.ts";

/** Timeouts of operations in Terraform's format, e.g. `{ create: "90s" }`. */
export type Timeouts = Partial<Record<"create" | "update" | "delete", string>>;

/**
 * Writes the assets among the inputs to files, for operations that read them. Not for a diff, where the engine sends only an
 * asset's hash.
 */
export async function writeAssets(inputs: PlainMap): Promise<void> {
  for (const value of Object.values(inputs))
    if (value instanceof Asset) await materialize(value.source);
}

/** Inputs as a Terraform configuration, with paths for assets. @throws {PropertyError} */
export function toConfig(
  context: Context,
  info: ResourceInfo,
  inputs: PlainMap,
  timeouts?: Timeouts,
): TerraformObject {
  const properties = withoutRegion(info, inputs);
  const config = toTerraform(info.type, properties, droppedFrom(context, info));
  // Attributes that only the provider can set are not configuration.
  for (const [name, field] of Object.entries(info.type.fields))
    if (name === "id" || (field.computed && !field.optional)) config[name] = null;
  return withTimeouts(info, config, timeouts);
}

/** Removes our own `region` when Terraform has no such argument. */
function withoutRegion({ regional }: ResourceInfo, properties: PlainMap): PlainMap {
  return regional ? without(properties, "region") : properties;
}

/** A configuration or state with timeouts, if the resource supports them. */
export function withTimeouts(
  { type }: ResourceInfo,
  object: TerraformObject,
  timeouts: Timeouts | undefined,
): TerraformObject {
  const field = type.fields.timeouts?.type;
  if (!timeouts || typeof field !== "object" || field.kind !== "object") return object;
  return { ...object, timeouts: toTerraform(field, timeouts) };
}

/** Converts outputs to Terraform state. */
export async function toStored(
  client: TerraformClient,
  info: ResourceInfo,
  id: string,
  outputs: PropertyMap,
): Promise<Stored & { readonly state: TerraformObject }> {
  const meta = parseMeta(outputs[META]);
  const properties = withoutRegion(info, plainMap(outputs));
  const state = toTerraform(info.type, { ...properties, id });
  // Terraform itself upgrades every state, but only one written with another schema version needs it.
  if (meta.version === undefined || meta.version === info.version)
    return { state, private: meta.private };
  const upgraded = await client.upgrade(info, meta.version, state);
  if (!upgraded) throw new Error(`${info.terraform} ${id}: Terraform cannot upgrade its state`);
  return { state: upgraded, private: meta.private };
}

/**
 * Converts Terraform state to outputs.
 * @param inputs whose assets and secrets the outputs repeat
 * @param privateBytes left out for a planned state
 */
export function toOutputs(
  info: ResourceInfo,
  state: TerraformObject,
  region: string,
  inputs: PropertyMap,
  privateBytes?: Uint8Array,
): PropertyMap {
  const outputs = toPulumi(info.type, { ...state, timeouts: null });
  for (const { property } of Object.values(info.type.fields)) {
    const [input, output] = [inputs[property], outputs[property]];
    if (input === undefined || input === null || output === undefined) continue;
    const value = plain(input);
    // For an asset, Terraform knows only the path of our file.
    const repeated = value instanceof Asset ? value.wire : output;
    outputs[property] = hasSecret(input) && !hasSecret(repeated) ? secret(repeated) : repeated;
  }
  if (info.regional) outputs.region = region;
  if (privateBytes) outputs[META] = formatMeta(info.version, privateBytes);
  return outputs;
}

/** A resource's id; empty where it has none. */
export function idOf(state: TerraformState): string {
  const id = state?.id ?? state?.arn;
  return typeof id === "string" ? id : "";
}

// The names in it are those of the official provider.
const formatMeta = (version: number, privateBytes: Uint8Array): string =>
  JSON.stringify({
    schema_version: `${version}`,
    private: Buffer.from(privateBytes).toString("base64"),
  });

function parseMeta(text: PropertyValue | undefined): { version?: number; private: Uint8Array } {
  const meta = typeof text === "string" ? (JSON.parse(text) as Record<string, string>) : {};
  const bytes = Buffer.from(meta.private ?? "", "base64");
  if (meta.schema_version === undefined) return { private: bytes };
  return { version: Number(meta.schema_version), private: bytes };
}
