// The provider's own configuration: the stack's `aws:` keys, or the arguments of an explicit provider.
import { isDeepStrictEqual } from "node:util";
import { closest } from "fastest-levenshtein";
import { hasUnknown } from "../values/compare.ts";
import { PropertyError, toTerraform } from "../values/convert.ts";
import { plain, type PlainMap, type PlainValue } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import { mapObject, type TerraformObject } from "../values/types.ts";
import { droppedFrom, type Context, type Failure } from "./context.ts";

/** Keys for the engine. */
const ENGINE_KEYS = new Set(["version", "pluginDownloadURL"]);

const isOurs = (key: string): boolean => !key.startsWith("__") && !ENGINE_KEYS.has(key);

/** What is wrong with a configuration: unknown keys, values of a wrong type. */
export function checkConfig(context: Context, news: PropertyMap): Failure[] {
  const { inputs } = context.map.provider;
  const unknown = Object.keys(news).filter((key) => isOurs(key) && !inputs.includes(key));
  const failures = unknown.map((key) => ({
    property: key,
    reason: `aws:${key} is not a setting of the AWS provider; did you mean aws:${closest(key, [...inputs])}?`,
  }));
  try {
    toProviderConfig(context, news);
  } catch (error) {
    if (!(error instanceof PropertyError)) throw error;
    failures.push({ property: error.path, reason: `aws:${error.message}` });
  }
  return failures;
}

/** The changed keys. */
export function diffConfig(olds: PropertyMap, news: PropertyMap): string[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)]);
  const differs = (key: string) => !isDeepStrictEqual(plain(olds[key]), plain(news[key]));
  return [...keys].filter((key) => isOurs(key) && differs(key));
}

/**
 * The configuration for Terraform.
 * @throws {PropertyError} when a value has a wrong type
 */
export function toProviderConfig(context: Context, args: PropertyMap): TerraformObject {
  const { type, inputs } = context.map.provider;
  const values: PlainMap = {};
  for (const { property, type: expected } of Object.values(type.fields)) {
    const value = plain(args[property]);
    // Pulumi sends everything but strings as JSON here.
    if (value !== null && value !== "")
      values[property] = expected === "string" ? value : parsed(value);
  }
  for (const key of inputs) if (key in args && !(key in values)) values[key] = plain(args[key]);
  const config = toTerraform(type, values, droppedFrom(context, { terraform: "provider" }));
  // Values unknown in a preview are known when they are needed.
  return mapObject(config, (value) => (hasUnknown(value) ? null : value));
}

/** A value that was sent as JSON; text that is not JSON is refused later for its type. */
function parsed(value: PlainValue): PlainValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as PlainValue;
  } catch {
    return value;
  }
}
