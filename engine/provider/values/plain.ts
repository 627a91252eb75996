// Property values without wrappers.
import { parseSource, type AssetOrArchive } from "./asset-source.ts";
import {
  ARCHIVE,
  ASSET,
  OUTPUT,
  RESOURCE,
  SECRET,
  SIGNATURE,
  UNKNOWN_STRINGS,
  type PropertyMap,
  type PropertyValue,
} from "./property-value.ts";
import { mapObject, UNKNOWN } from "./types.ts";

/** A property value without wrappers. */
export type PlainValue =
  null | boolean | number | string | typeof UNKNOWN | Asset | PlainValue[] | PlainMap;

export interface PlainMap {
  [name: string]: PlainValue;
}

/** A Pulumi asset or archive among plain values. */
export class Asset {
  readonly source: AssetOrArchive;
  /** The original value from Pulumi. */
  readonly wire: PropertyMap;

  constructor(source: AssetOrArchive, wire: PropertyMap) {
    this.source = source;
    this.wire = wire;
  }
}

/** Removes wrappers: secrets and outputs become their values, resources their ids. */
export function plain(value: PropertyValue | undefined): PlainValue {
  if (value === undefined) return null;
  if (typeof value === "string") return UNKNOWN_STRINGS.has(value) ? UNKNOWN : value;
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(plain);
  switch (value[SIGNATURE]) {
    case undefined:
      return plainMap(value);
    case SECRET:
      return plain(value.value);
    case OUTPUT:
      return "value" in value ? plain(value.value) : UNKNOWN;
    case RESOURCE:
      return value.id === undefined || value.id === "" ? UNKNOWN : plain(value.id);
    case ASSET:
    case ARCHIVE:
      return new Asset(parseSource(value), value);
    default:
      throw new Error(`a property value of unknown kind ${JSON.stringify(value[SIGNATURE])}`);
  }
}

/** The same as `plain`, for the properties of a resource. */
export const plainMap = (properties: PropertyMap): PlainMap =>
  mapObject(properties, (value) => plain(value));
