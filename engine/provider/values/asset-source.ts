import { ASSET, SIGNATURE, type PropertyMap, type PropertyValue } from "./property-value.ts";

/** The source of an asset or archive: exactly one of its members, as set in the program. */
export interface Source {
  /** SHA-256 of the content, always sent by the engine. */
  readonly hash?: string;
  readonly text?: string;
  readonly path?: string;
  readonly uri?: string;
  /** The members of an archive, by their path in it. */
  readonly assets?: Readonly<Record<string, AssetOrArchive>>;
}

export interface AssetOrArchive extends Source {
  readonly kind: "asset" | "archive";
}

/** Parses an asset or archive in Pulumi's wire format. */
export function parseSource(wire: PropertyMap): AssetOrArchive {
  const members = isMap(wire.assets) ? Object.entries(wire.assets) : undefined;
  const assets = members?.map(([name, member]) => [name, parseSource(unwrapped(name, member))]);
  return {
    kind: wire[SIGNATURE] === ASSET ? "asset" : "archive",
    ...textOf(wire, "hash"),
    ...textOf(wire, "text"),
    ...textOf(wire, "path"),
    ...textOf(wire, "uri"),
    ...(assets && { assets: Object.fromEntries(assets) as Record<string, AssetOrArchive> }),
  };
}

const isMap = (value: PropertyValue | undefined): value is PropertyMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function textOf(wire: PropertyMap, name: string): Record<string, string> {
  const value = wire[name];
  return typeof value === "string" && (value !== "" || name === "text") ? { [name]: value } : {};
}

/** A member of an archive, which may be a secret. */
function unwrapped(name: string, member: PropertyValue): PropertyMap {
  const value = isMap(member) && isMap(member.value) ? member.value : member;
  if (isMap(value)) return value;
  throw new Error(`the archive's member ${name} is neither an asset nor an archive`);
}
