import type * as pulumi from "@pulumi/pulumi";
import type { ServiceTypes } from "../aws/contract/resource-type.ts";

/** Whether resources of a type contain data, or have a name that cannot be reclaimed. */
export const isPrecious = (types: ServiceTypes, type: string): boolean =>
  types[type]?.holdsData ?? false;

/** Makes Pulumi refuse to destroy or replace data below the resource with this transformation. */
export const protectData =
  (types: ServiceTypes): pulumi.ResourceTransformation =>
  ({ type, props, opts }) =>
    isPrecious(types, type) ? { props, opts: { ...opts, protect: true } } : undefined;
