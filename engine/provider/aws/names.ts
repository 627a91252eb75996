// Autonaming: names for resources without one.
import { createHash, randomBytes } from "node:crypto";
import { NAMING } from "../map/naming.ts";
import type { ResourceInfo } from "../map/provider-map.ts";
import { plain } from "../values/plain.ts";
import type { PropertyMap } from "../values/property-value.ts";
import { DEFAULTS } from "./context.ts";

const RANDOM_DIGITS = 7;
const DEFAULT_LIMIT = 255;

/** The property with the name of this type; undefined when Pulumi does not generate names for it. */
export function nameProperty(info: ResourceInfo): string | undefined {
  const { property = "name" } = NAMING[info.terraform] ?? {};
  if (property === null || !info.inputs.includes(property)) return undefined;
  const field = Object.values(info.type.fields).find(
    (candidate) => candidate.property === property,
  );
  const settable = field?.type === "string" && (field.optional ?? field.required);
  return settable ? property : undefined;
}

/**
 * The name that `check` generates, with its property: the previous one, else `<name>-<7 hex digits>` within AWS's limits. Empty
 * when the program sets a name.
 * @param name the last part of the resource's URN
 * @param seed for the random part; random when empty
 */
export function generatedName(
  info: ResourceInfo,
  name: string,
  olds: PropertyMap,
  inputs: PropertyMap,
  seed: Uint8Array = new Uint8Array(),
): PropertyMap {
  const property = nameProperty(info);
  if (!property || property in inputs || `${property}Prefix` in inputs) return {};
  const old = olds[property];
  if (isGenerated(olds, property) && old !== undefined) return { [property]: old };
  const { max = DEFAULT_LIMIT, lower, prefix = "" } = NAMING[info.terraform] ?? {};
  const random = createHash("sha256").update(seed.length > 0 ? seed : randomBytes(16));
  const isFifo = inputs.fifoQueue === true || inputs.fifoTopic === true;
  const ending = `-${random.digest("hex").slice(0, RANDOM_DIGITS)}${isFifo ? ".fifo" : ""}`;
  const stem = (lower ? name.toLowerCase() : name).slice(0, max - prefix.length - ending.length);
  return { [property]: `${prefix}${stem}${ending}` };
}

/** Whether `check` generated the value of a property. */
export function isGenerated(inputs: PropertyMap, property: string): boolean {
  const defaults = inputs[DEFAULTS];
  return Array.isArray(defaults) && defaults.includes(property);
}

/** Whether two resources cannot exist at the same time because the program gave both the same name. */
export function sharesName(info: ResourceInfo, olds: PropertyMap, news: PropertyMap): boolean {
  const property = nameProperty(info);
  if (!property || news[property] === undefined || isGenerated(news, property)) return false;
  return plain(news[property]) === plain(olds[property]);
}
