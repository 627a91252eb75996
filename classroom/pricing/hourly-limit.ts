import type { ClassConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import type { Objection } from "../../labs/contract/settings.ts";
import { anHour } from "../console/money.ts";
import { type ClassCost, classCost } from "./class-cost.ts";
import { type LabTotal, totalsByLab, unpriced } from "./totals.ts";

/** How many labs are named when a class is too dear. */
const DEAREST = 3;

/** What is wrong with a class of these labs, where `limit` USD an hour are allowed. */
export function overHourlyLimit(
  limit: number | undefined,
  labs: readonly Pick<LabTotal, "lab" | "hour">[],
  isComplete: boolean,
): Objection | undefined {
  const hour = labs.reduce((sum, lab) => sum + lab.hour, 0);
  if (limit === undefined || hour <= limit) return undefined;
  const dearest = labs
    .toSorted((a, b) => b.hour - a.hour)
    .slice(0, DEAREST)
    .map((lab) => `${lab.lab} ${anHour(lab.hour)}`);
  const least = isComplete ? "" : "at least ";
  return {
    reason: `the class would cost ${least}${anHour(hour)} an hour on AWS; dearest are ${dearest.join(", ")}`,
    fix: "switch labs off or make them smaller, or raise the limit; see npm run class -- cost",
  };
}

/**
 * Stops before anything is made when the class would cost more an hour than `class:maxHourlyCost` allows.
 *
 * @throws ConfigError that says what it would cost, and by which labs most
 */
export function checkHourlyCost({ config, lines }: Pick<ClassCost, "config" | "lines">): void {
  const limit = config.maxHourlyCost;
  const isComplete = unpriced(lines).length === 0;
  const objection = overHourlyLimit(limit, totalsByLab(lines, 0), isComplete);
  if (objection)
    throw new ConfigError(config.stack, [
      { key: "class:maxHourlyCost", value: limit, ...objection },
    ]);
}

/** What a class costs that is about to be deployed. @throws ConfigError when it costs more an hour than it may */
export async function affordable(config: ClassConfig): Promise<ClassCost> {
  const cost = await classCost(config);
  checkHourlyCost(cost);
  return cost;
}
