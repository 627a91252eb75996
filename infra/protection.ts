import type * as pulumi from "@pulumi/pulumi";
import type { ServiceTypes } from "../aws/contract/resource-type.ts";

/** Whether resources of a type hold data, or a name that cannot be reclaimed. */
export const isPrecious = (types: ServiceTypes, type: string): boolean =>
  types[type]?.holdsData ?? false;

/** Pulumi refuses to destroy or replace data below the resource this is given to. */
export const protectData =
  (types: ServiceTypes): pulumi.ResourceTransformation =>
  ({ type, props, opts }) =>
    isPrecious(types, type) ? { props, opts: { ...opts, protect: true } } : undefined;
