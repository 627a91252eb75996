import type { Prices } from "../../aws/contract/charge.ts";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { STUDENTS } from "../pricing/class-cost.ts";
import { costDelta } from "../pricing/cost-delta.ts";
import { overHourlyLimit } from "../pricing/hourly-limit.ts";
import { readPrices } from "../pricing/price-table.ts";
import { namesIn } from "../pulumi/urn.ts";
import { type Digest, type State, type Step, UNKNOWN } from "./digest.ts";
import type { Cost, Finding } from "./environment-preview.ts";

/** What a preview would cost, and what speaks against it; undefined when it does not know the region. */
export function previewCost(
  { config, steps }: Digest,
  rules: Prices,
): { cost: Cost; findings: Finding[] } | undefined {
  const region = config["aws:region"];
  if (region === undefined) return undefined;
  const before = resources(steps, ({ oldState }) => oldState);
  // The old state of a replaced resource has a step of its own.
  const after = resources(steps, ({ op, newState }) =>
    op.startsWith("delete") ? undefined : newState,
  );
  const cost = costDelta(before, after, {
    region,
    students: STUDENTS,
    prices: readPrices(),
    rules,
  });
  return { cost, findings: tooDear(cost, config["class:maxHourlyCost"]) };
}

function tooDear({ groups, unpriced }: Cost, limit: string | undefined): Finding[] {
  const labs = groups.map(({ group, after }) => ({ lab: group, hour: after }));
  const objection = overHourlyLimit(limit ? Number(limit) : undefined, labs, unpriced.length === 0);
  if (!objection) return [];
  const { reason: message, fix } = objection;
  return [{ rule: "class:maxHourlyCost", level: "mandatory", message, fix }];
}

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

/** `value`, where what is known only when it is deployed is the id of the resource that it comes from. */
function known(value: unknown, id: string): unknown {
  if (value === UNKNOWN) return id;
  if (Array.isArray(value)) return value.map((member) => known(member, id));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, known(member, id)]),
  );
}
