// Property values as Pulumi sends them, and the marks of wrapped ones.

/** A property value in Pulumi's wire format: JSON, with marked objects for secrets, assets and others. */
export type PropertyValue = null | boolean | number | string | PropertyValue[] | PropertyMap;

export interface PropertyMap {
  [name: string]: PropertyValue;
}

// The constants below are Pulumi's: sdk/go/common/resource/properties.go and sdk/nodejs/runtime/rpc.ts.
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const ASSET = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
export const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Pulumi's unknown string, which can replace an unknown value of any type. */
export const UNKNOWN_STRING = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
export const UNKNOWN_STRINGS = new Set([
  UNKNOWN_STRING,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7", // a boolean
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421", // a number
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2", // an array
  "030794c1-ac77-496b-92df-f27374a8bd58", // an asset
  "e48ece36-62e2-4504-bad9-02848725956a", // an archive
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff", // an object
]);

/** Marks a value as secret in Pulumi. */
export const secret = (value: PropertyValue): PropertyMap => ({ [SIGNATURE]: SECRET, value });

/** Whether a value contains a secret at any depth. */
export function hasSecret(value: PropertyValue | undefined): boolean {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value)) return value.some(hasSecret);
  if (value[SIGNATURE] === SECRET) return true;
  if (value[SIGNATURE] === OUTPUT && value.secret === true) return true;
  return Object.values(value).some(hasSecret);
}
