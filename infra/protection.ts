import type * as pulumi from "@pulumi/pulumi";

/** What holds data, or a name that cannot be had again. */
export const PRECIOUS: ReadonlySet<string> = new Set([
  "aws:dynamodb/table:Table",
  "aws:efs/fileSystem:FileSystem",
  "aws:rds/instance:Instance",
  "aws:route53/zone:Zone",
  "aws:s3/bucket:Bucket",
]);

export const isPrecious = (type: string): boolean => PRECIOUS.has(type);

/** Pulumi refuses to destroy or replace data below the resource this is given to. */
export const protectData: pulumi.ResourceTransformation = ({ type, props, opts }) =>
  isPrecious(type) ? { props, opts: { ...opts, protect: true } } : undefined;
