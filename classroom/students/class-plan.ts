import { ConfigError } from "../../labs/contract/problems.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { shownTime } from "../console/clock.ts";
import { distance } from "../console/expiry.ts";
import { dollars } from "../console/money.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import { findingsOf } from "../mocks/findings.ts";
import { unexplained } from "../../policy/judge.ts";
import { type ClassCost, classCost } from "../pricing/class-cost.ts";
import { checkHourlyCost } from "../pricing/hourly-limit.ts";
import { unpriced } from "../pricing/totals.ts";
import type { PlannedStudent } from "./student-settings.ts";

/** The plan of a class with its students, and its cost. */
export interface ClassPlan {
  /** The class's own stack. */
  readonly own: ClassCost;
  readonly students: readonly (PlannedStudent & { readonly cost: ClassCost })[];
  /** USD spent so far; undefined when no limit needs it. */
  readonly spent?: number | undefined;
}

/**
 * Plans a class on mocks, once for all students with the same labs, in the class's account or in their own.
 *
 * @param config of the class's own stack
 * @param spent USD spent so far; called when the class has a limit @default 0
 * @throws ConfigError when it would cost more than allowed, or violates a policy in policy/
 */
export async function classPlan(
  config: ClassConfig,
  planned: readonly PlannedStudent[],
  spent: () => Promise<number> = () => Promise.resolve(0),
): Promise<ClassPlan> {
  const own = await classCost(config);
  const known = new Map<string, Promise<ClassCost>>();
  const students: ClassPlan["students"][number][] = [];
  for (const each of planned) {
    // A student with an account of their own has a network there, too.
    const isSharing = each.student.roleArn === undefined;
    const alike = JSON.stringify([isSharing, ...each.config.labs.map(({ lab }) => lab.id)]);
    const cost = known.get(alike) ?? affordableAndAllowed(each.config);
    known.set(alike, cost);
    students.push({ ...each, cost: { ...(await cost), config: each.config } });
  }
  const plan = {
    ...{ own, students },
    spent: config.maxClassCost === undefined ? undefined : await spent(),
  };
  checkClassCost(plan);
  return plan;
}

/** The policies are checked here for all students, so that thirty policy packs need not run in parallel. */
async function affordableAndAllowed(config: ClassConfig): Promise<ClassCost> {
  const cost = await classCost(config, { students: 1 });
  checkHourlyCost(cost);
  const refused = unexplained(await findingsOf(config)).filter(
    ({ level }) => level === "mandatory",
  );
  if (refused.length > 0)
    throw new ConfigError(
      config.stack,
      refused.map(({ rule, lab, message, fix }) => ({
        key: lab === undefined ? "class:each" : `class:each.labs.${lab}`,
        value: undefined,
        reason: `rule ${rule}: ${message}`,
        fix,
      })),
    );
  return cost;
}

/** USD for the whole class until it expires, as far as known: spent so far, and its cost from now on. */
export const classTotal = ({ own, students, spent = 0 }: ClassPlan): number =>
  spent + own.total.class + students.reduce((sum, { cost }) => sum + cost.total.class, 0);

const hourTotal = ({ own, students }: ClassPlan): number =>
  own.total.hour + students.reduce((sum, { cost }) => sum + cost.total.hour, 0);

function checkClassCost(plan: ClassPlan): void {
  const { maxClassCost, acceptUnpriced, stack } = plan.own.config;
  if (maxClassCost === undefined) return;
  const key = "class:maxClassCost";
  const usd = classTotal(plan);
  if (usd > maxClassCost)
    throw new ConfigError(stack, [
      {
        key,
        value: maxClassCost,
        reason: `the class with ${plural(plan.students.length, "student")} would cost ${dollars(usd)} on AWS until it expires${already(plan)}`,
        fix: "let it expire earlier, give students fewer labs, or raise the limit",
      },
    ]);
  const unknown = plan.students
    .flatMap(({ cost }) => unpriced(cost.lines))
    .filter(({ lab }) => !acceptUnpriced.includes(lab));
  if (unknown.length === 0) return;
  const labs = [...new Set(unknown.map(({ lab }) => lab))];
  throw new ConfigError(stack, [
    {
      key,
      value: maxClassCost,
      reason: `whether the class keeps this limit is unknown: these have no price here: ${labs.join(", ")}`,
      fix: `switch them off, or accept an unknown cost on top: class:acceptUnpriced: [${[...acceptUnpriced, ...labs].join(", ")}]`,
    },
  ]);
}

const already = ({ spent = 0 }: ClassPlan): string =>
  spent === 0 ? "" : `, ${dollars(spent)} of it already`;

/** The class in a few lines, before the user is asked. */
export function describePlan(plan: ClassPlan): string {
  const { own, students } = plan;
  const { config } = own;
  const sets = Map.groupBy(students, (each) =>
    each.config.labs.map(({ lab }) => lab.id).join(", "),
  );
  const accounts = students.filter(({ student }) => student.roleArn !== undefined).length;
  const ownLabs = config.labs.map(({ lab }) => lab.id).join(", ");
  const limit = config.maxClassCost === undefined ? "" : ` of ${dollars(config.maxClassCost)}`;
  return [
    `Class     ${config.stack}: ${plural(students.length, "student")}${accounts > 0 ? `, ${accounts} in ${accounts === 1 ? "an account of the student's own" : "accounts of their own"}` : ""}`,
    ...[...sets].map(
      ([labs, its]) => `Labs      ${labs || "none"} (${plural(its.length, "student")})`,
    ),
    ...(ownLabs === "" ? [] : [`Labs      ${ownLabs} (the class's own stack)`]),
    `Expires   ${shownTime(config.expires)}, ${distance(config.expires)}`,
    `Cost      ${config.stack === LOCAL ? "nothing here; on AWS " : ""}${dollars(hourTotal(plan))} an hour, ${dollars(classTotal(plan))}${limit} until it expires${already(plan)}`,
  ].join("\n");
}
