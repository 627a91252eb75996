import { parse } from "yaml";
import { z } from "zod";
import type { PricedResource } from "../contract/priced-resource.ts";

/** The part of a template that determines its cost; of functions such as !GetAtt, only the argument is read. */
const template = z.object({
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

export const stackProps = z.object({
  templateBody: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
});

/** The resources of a stack's template, by CloudFormation's type names. */
export function templateResources(
  { templateBody, parameters }: z.output<typeof stackProps>,
  { lab, props: { region } }: Pick<PricedResource, "lab" | "props">,
): PricedResource[] {
  const ref = { tag: "!Ref", resolve: (name: string) => parameters[name] ?? name };
  const read: unknown = parse(templateBody, { logLevel: "error", customTags: [ref] });
  return Object.entries(template.parse(read).Resources).map(([name, { Type, Properties }]) => ({
    type: Type,
    name,
    lab,
    props: { ...Properties, ...(region !== undefined && { region }) },
  }));
}
