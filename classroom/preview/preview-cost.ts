import { z } from "zod";
import type { Prices } from "../../aws/contract/charge.ts";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { callsOn } from "../console/call-on.ts";
import { STUDENTS } from "../pricing/class-cost.ts";
import { costDelta } from "../pricing/cost-delta.ts";
import { limitProblems } from "../pricing/hourly-limit.ts";
import { readPrices } from "../pricing/price-table.ts";
import { namesIn } from "../pulumi/urn.ts";
import { type Digest, type State, type Step, UNKNOWN } from "./digest.ts";
import type { Cost, Finding } from "./environment-preview.ts";

/** The cost of a previewed stack, and its problems; undefined when the preview does not know the region. */
export function previewCost(
  stack: string,
  { config, steps }: Digest,
  rules: Prices,
): { cost: Cost; findings: Finding[] } | undefined {
  const region = config["aws:region"];
  if (region === undefined) return undefined;
  const before = resources(steps, ({ oldState }) => oldState);
  // The old state of a replaced resource is a step of its own.
  const after = resources(steps, ({ op, newState }) =>
    op.startsWith("delete") ? undefined : newState,
  );
  const cost = costDelta(before, after, {
    region,
    students: STUDENTS,
    prices: readPrices(),
    rules,
  });
  return { cost, findings: limitFindings(stack, cost, config) };
}

/** The limits, as Pulumi passes them to the program. Pulumi.yaml must give every key a default; an empty one means none. */
const LIMITS = z.object({
  "class:maxHourlyCost": z
    .union([z.literal("").transform(() => undefined), z.coerce.number()])
    .optional(),
  "class:acceptUnpriced": z
    .string()
    .default("[]")
    .transform((text, { issues, value }): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        issues.push({ code: "custom", message: "not JSON", input: value });
        return z.NEVER;
      }
    })
    .pipe(z.array(z.string())),
});

function limitFindings(
  stack: string,
  { groups, unpriced }: Cost,
  config: Digest["config"],
): Finding[] {
  const limits = LIMITS.safeParse(config);
  if (!limits.success) return [secretLimit(stack)];
  const problems = limitProblems(
    {
      maxHourlyCost: limits.data["class:maxHourlyCost"],
      acceptUnpriced: limits.data["class:acceptUnpriced"],
    },
    {
      labs: groups.map(({ group, after }) => ({ lab: group, hour: after })),
      unpriced: unpriced.map(({ group, type }) => ({ lab: group, item: type })),
    },
  );
  return problems.map(({ key: rule, reason: message, fix }) => ({
    rule,
    level: "mandatory",
    message,
    fix: callsOn(fix, stack),
  }));
}

/** The program has checked the format of both: an unreadable value was masked by Pulumi. */
const secretLimit = (stack: string): Finding => ({
  rule: "class:maxHourlyCost",
  level: "mandatory",
  message:
    "whether the class keeps its limit is unknown: maxHourlyCost or acceptUnpriced is a secret",
  fix: callsOn(
    "write both in plain text: pulumi config set maxHourlyCost 1.50 --plaintext --stack NAME",
    stack,
  ),
});

function resources(
  steps: readonly Step[],
  stateOf: (step: Step) => State | undefined,
): PricedResource[] {
  const states = new Map(
    steps.flatMap((step) => {
      const state = stateOf(step);
      return state ? [[step.urn, state] as const] : [];
    }),
  );
  const idOf = (urn: string): string => states.get(urn)?.id ?? urn;
  return [...states]
    .filter(([, { type }]) => /^awsx?:/.test(type))
    .map(([urn, { inputs, propertyDependencies }]) => {
      const { type, name, group } = namesIn(urn);
      const props = Object.entries(inputs).map(([input, value]): [string, unknown] => {
        const [source, ...others] = new Set(propertyDependencies[input]);
        const isOfOne = source !== undefined && others.length === 0;
        return [input, isOfOne ? known(value, idOf(source)) : value];
      });
      return { type, name, lab: group, id: idOf(urn), props: Object.fromEntries(props) };
    });
}

/** `value`, with the id of the source resource in place of what is known only after the deployment. */
function known(value: unknown, id: string): unknown {
  if (value === UNKNOWN) return id;
  if (Array.isArray(value)) return value.map((member) => known(member, id));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, known(member, id)]),
  );
}
