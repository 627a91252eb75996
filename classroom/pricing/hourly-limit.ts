import type { ClassConfig } from "../../infra/config.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";
import { callsOn } from "../console/call-on.ts";
import { anHour } from "../console/money.ts";
import { type ClassCost, classCost } from "./class-cost.ts";
import type { UnpricedLine } from "./cost-line.ts";
import { type LabTotal, totalsByLab, unpriced } from "./totals.ts";

/** How many labs are named when a class is too expensive. */
const DEAREST = 3;

/** The maximum cost of a class, and where part of it may be unknown. */
export type CostLimits = Pick<ClassConfig, "maxHourlyCost" | "acceptUnpriced">;

/** The known cost of a class. */
export interface HourlyCost {
  readonly labs: readonly Pick<LabTotal, "lab" | "hour">[];
  readonly unpriced: readonly Pick<UnpricedLine, "lab" | "item">[];
}

/** Problems of a class with this cost. Unknown is not 0: only resources with a price, or accepted ones, are within a limit. */
export function limitProblems({ maxHourlyCost, acceptUnpriced }: CostLimits, cost: HourlyCost) {
  if (maxHourlyCost === undefined) return [];
  const problem = { key: "class:maxHourlyCost", value: maxHourlyCost };
  const problems: Problem[] = [];
  const hour = cost.labs.reduce((sum, lab) => sum + lab.hour, 0);
  if (hour > maxHourlyCost) {
    const dearest = cost.labs
      .toSorted((a, b) => b.hour - a.hour)
      .slice(0, DEAREST)
      .map((lab) => `${lab.lab} ${anHour(lab.hour)}`);
    const least = cost.unpriced.length === 0 ? "" : "at least ";
    problems.push({
      ...problem,
      reason: `the class would cost ${least}${anHour(hour)} an hour on AWS; the most expensive labs are ${dearest.join(", ")}`,
      fix: "switch labs off or make them smaller, or raise the limit; see npm run class -- cost",
    });
  }
  const unknown = Map.groupBy(
    cost.unpriced.filter(({ lab }) => !acceptUnpriced.includes(lab)),
    ({ lab }) => lab,
  );
  if (unknown.size > 0) {
    const items = [...unknown].map(
      ([lab, lines]) => `${lab} (${[...new Set(lines.map(({ item }) => item))].join(", ")})`,
    );
    const accepted = [...acceptUnpriced, ...unknown.keys()];
    problems.push({
      ...problem,
      reason: `whether the class keeps this limit is unknown, because these have no price here: ${items.join(", ")}`,
      fix: `switch them off, or accept an unknown cost on top: class:acceptUnpriced: [${accepted.join(", ")}]`,
    });
  }
  return problems;
}

/**
 * Stops before anything is created when the class would cost more an hour than `class:maxHourlyCost` allows, or when that is
 * unknown.
 *
 * @throws ConfigError with the cost, and the labs that cost most
 */
export function checkHourlyCost({ config, lines }: Pick<ClassCost, "config" | "lines">): void {
  const cost = { labs: totalsByLab(lines, 0), unpriced: unpriced(lines) };
  const problems = limitProblems(config, cost).map((problem) => ({
    ...problem,
    fix: callsOn(problem.fix, config.stack),
  }));
  if (problems.length > 0) throw new ConfigError(config.stack, problems);
}

/** The cost of a class to be deployed. @throws ConfigError when it costs more an hour than allowed */
export async function affordable(config: ClassConfig): Promise<ClassCost> {
  const cost = await classCost(config);
  checkHourlyCost(cost);
  return cost;
}
