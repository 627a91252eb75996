import { createRequire } from "node:module";
import * as pulumi from "@pulumi/pulumi";
import { type Sample, TAGS } from "../../policy/sample.ts";
import { allSamples } from "../../policy/samples.ts";

const { version } = createRequire(import.meta.url)("@pulumi/aws/package.json") as {
  version: string;
};

/** What AWS cannot tag; the provider refuses tags there. */
const UNTAGGED = /:(Bucket\w+|FileSystemPolicy|AccessKey|Group|Volume\w+)$/;

/** Any resource, by its type. */
class Tried extends pulumi.CustomResource {}

/** Declares all samples of the kind in `class:samples`. */
export default () => {
  const kind = new pulumi.Config("class").require<"violates" | "passes">("samples");
  const made = new Map<string, pulumi.CustomResource>();
  for (const sample of allSamples(kind)) made.set(sample.name, declare(sample, made));
};

function declare(
  { type, name, props, refs = {} }: Sample,
  made: ReadonlyMap<string, pulumi.CustomResource>,
): pulumi.CustomResource {
  const ids = Object.entries(refs).map(([input, to]) => [input, made.get(to)?.id]);
  const tags = UNTAGGED.test(type) ? {} : { tags: TAGS };
  const inputs = { ...tags, ...props, ...(Object.fromEntries(ids) as pulumi.Inputs) };
  return new Tried(type, name, inputs, { version });
}
