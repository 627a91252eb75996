import { isDeepStrictEqual } from "node:util";
import type { ResourceInfo } from "../map/provider-map.ts";
import { describe } from "../terraform/terraform.ts";
import { PropertyError, pulumiPath } from "../values/convert.ts";
import { plainMap } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import {
  DEFAULTS,
  droppedFrom,
  regionOf,
  resourceInfo,
  type Context,
  type Failure,
} from "./context.ts";
import { generatedName } from "./names.ts";
import { toConfig, writeAssets } from "./state.ts";

export interface CheckRequest {
  /** Pulumi's type of the resource. */
  readonly token: string;
  /** The last part of the resource's URN. */
  readonly name: string;
  /** The checked inputs so far; empty for a new resource. */
  readonly olds: PropertyMap;
  readonly news: PropertyMap;
  /** Seed for the random part of a generated name. */
  readonly seed?: Uint8Array;
}

export interface CheckResult {
  /** The inputs with generated values, without those unknown to Terraform. */
  readonly inputs: PropertyMap;
  readonly failures: readonly Failure[];
}

/** Completes a resource's inputs and validates them with Terraform, unless the same inputs were validated before. */
export async function check(context: Context, request: CheckRequest): Promise<CheckResult> {
  const { token, name, olds, news, seed } = request;
  const info = resourceInfo(context, token);
  const known = knownInputs(context, info, news);
  const generated = generatedName(info, name, olds, known, seed);
  const inputs = { ...known, ...generated, [DEFAULTS]: Object.keys(generated) };
  if (isDeepStrictEqual(inputs, olds)) return { inputs, failures: [] };
  return { inputs, failures: await validate(context, info, inputs) };
}

function knownInputs(context: Context, info: ResourceInfo, news: PropertyMap): PropertyMap {
  const known = new Set(Object.values(info.type.fields).map((field) => field.property));
  if (info.regional) known.add("region");
  const dropped = droppedFrom(context, info);
  const inputs: PropertyMap = {};
  for (const [property, value] of Object.entries(news)) {
    if (known.has(property)) inputs[property] = value;
    else if (!property.startsWith("__")) dropped(property);
  }
  return inputs;
}

async function validate(
  context: Context,
  info: ResourceInfo,
  inputs: PropertyMap,
): Promise<Failure[]> {
  try {
    const values = plainMap(inputs);
    await writeAssets(values);
    const config = toConfig(context, info, values);
    const client = await context.clients.get(await regionOf(context, info, values));
    const problems = await client.validate(info, config);
    return problems.map((problem) => ({
      property: pulumiPath(info.type, problem.path),
      reason: describe(problem),
    }));
  } catch (error) {
    if (error instanceof PropertyError) return [{ property: error.path, reason: error.message }];
    throw error;
  }
}
