import { parse } from "yaml";
import { z } from "zod";
import type { PricedResource } from "../contract/priced-resource.ts";

/** The part of a template that determines its cost; of functions such as !GetAtt, only the argument is read. */
const template = z.object({
  Parameters: z
    .record(
      z.string(),
      z.object({
        Type: z.string().default("String"),
        Default: z.union([z.string(), z.number(), z.boolean()]).optional(),
      }),
    )
    .default({}),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()).default({}) }),
  ),
});

export const stackProps = z.object({
  templateBody: z.string(),
  parameters: z.record(z.string(), z.string()).default({}),
});

type Stack = z.output<typeof stackProps>;

/** A reference, written as `!Ref` or in full. */
const reference = z.strictObject({ Ref: z.string() });

const read = (templateBody: string): z.output<typeof template> => {
  const ref = { tag: "!Ref", resolve: (Ref: string) => ({ Ref }) };
  return template.parse(parse(templateBody, { logLevel: "error", customTags: [ref] }));
};

/** The resources of a stack's template, by CloudFormation's type names. */
export function templateResources(
  stack: Stack,
  { lab, props: { region } }: Pick<PricedResource, "lab" | "props">,
): PricedResource[] {
  const { Parameters, Resources } = read(stack.templateBody);
  const values = templateParameters(stack);
  const valueOf = (name: string): unknown => {
    const value = values[name];
    const type = Parameters[name]?.Type ?? "";
    if (value !== undefined) return LIST.test(type) ? value.split(",").map(trimmed) : value;
    // A parameter without a known value stays a reference; a resource is known by its name.
    return name in Parameters ? { Ref: name } : name;
  };
  const resolved = (value: unknown): unknown => {
    const { data } = reference.safeParse(value);
    if (data) return valueOf(data.Ref);
    if (Array.isArray(value)) return value.map(resolved);
    return value !== null && typeof value === "object" ? resolvedIn(value) : value;
  };
  const resolvedIn = (values: object): Record<string, unknown> =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, resolved(value)]));
  return Object.entries(Resources).map(([name, { Type, Properties }]) => ({
    type: Type,
    name,
    lab,
    props: { ...resolvedIn(Properties), ...(region !== undefined && { region }) },
  }));
}

/** Parameters with several values: `CommaDelimitedList`, `List<Number>`. */
const LIST = /List\b/;

/** CloudFormation takes spaces around a value of a list away. */
const trimmed = (value: string): string => value.trim();

/** The values of a template's parameters: those that are given, or the template's own. */
export function templateParameters({ templateBody, parameters }: Stack): Record<string, string> {
  const own = Object.entries(read(templateBody).Parameters).flatMap(([name, { Type, Default }]) =>
    // The default of such a parameter is the name of a parameter of Systems Manager, which has the value.
    Default === undefined || Type.startsWith("AWS::SSM::") ? [] : [[name, String(Default)]],
  );
  return { ...(Object.fromEntries(own) as Record<string, string>), ...parameters };
}
