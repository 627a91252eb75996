import type { ResourceInfo } from "../map/provider-map.ts";
import { canonical, sameValue } from "../values/compare.ts";
import { plainMap } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import type { Field, TerraformObject, TerraformValue } from "../values/types.ts";
import { META, regionOf, resourceInfo, type Context } from "./context.ts";
import { idOf, toOutputs, toStored } from "./state.ts";

export interface ReadRequest {
  readonly token: string;
  readonly id: string;
  /** The outputs so far; without our own data among them, the resource is imported. */
  readonly olds: PropertyMap;
  readonly inputs: PropertyMap;
}

export interface Found {
  readonly id: string;
  readonly outputs: PropertyMap;
  readonly inputs: PropertyMap;
}

/** Refreshes or imports a resource; undefined when it is gone. */
export async function read(context: Context, request: ReadRequest): Promise<Found | undefined> {
  const { token, id, olds, inputs } = request;
  const info = resourceInfo(context, token);
  const region = await regionOf(context, info, plainMap({ ...inputs, ...olds }));
  const client = await context.clients.get(region);
  const importing = !(META in olds);
  const prior = importing ? await client.import(info, id) : await toStored(client, info, id, olds);
  if (!prior?.state) return undefined;
  const { state, private: bytes } = await client.read(info, prior);
  if (!state || !idOf(state)) return undefined;
  const outputs = toOutputs(info, state, region, { ...olds, ...inputs }, bytes);
  if (!importing)
    return { id: idOf(state), outputs, inputs: drifted(info, prior.state, state, inputs, outputs) };
  const found = importedInputs(info, state, outputs);
  if (info.regional && region !== (await context.clients.ownRegion())) found.region = region;
  return { id: idOf(state), outputs, inputs: found };
}

/** Inputs for an imported resource: all values that are set and could be an input. */
function importedInputs(
  { type, inputs }: ResourceInfo,
  state: TerraformObject,
  outputs: PropertyMap,
): PropertyMap {
  const found: PropertyMap = {};
  for (const [name, field] of Object.entries(type.fields)) {
    const output = outputs[field.property];
    const isSet = field.required ?? (field.optional && !isEmpty(field, state[name]));
    if (isSet && output !== undefined && inputs.includes(field.property))
      found[field.property] = output;
  }
  return found;
}

const isEmpty = (field: Field, value: TerraformValue | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === "" ||
  value === false ||
  value === 0 ||
  ["[]", "{}"].includes(canonical(field.type, value));

/** The old inputs, updated with changes made in AWS since. */
function drifted(
  { type }: ResourceInfo,
  before: TerraformObject,
  after: TerraformObject,
  inputs: PropertyMap,
  outputs: PropertyMap,
): PropertyMap {
  const changed = Object.entries(type.fields).filter(
    ([name, field]) => !sameValue(field.type, before[name], after[name]),
  );
  const now = new Map(changed.map(([, { property }]) => [property, outputs[property]]));
  const result: PropertyMap = {};
  for (const [property, value] of Object.entries(inputs)) {
    const kept = now.has(property) ? now.get(property) : value;
    if (kept !== undefined) result[property] = kept;
  }
  return result;
}
