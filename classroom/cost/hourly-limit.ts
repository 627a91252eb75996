import { ConfigError } from "../../infra/problems.ts";
import type { ClassCost } from "./class-cost.ts";
import { anHour } from "./money.ts";
import { totalsByLab, unpriced } from "./totals.ts";

/** How many labs are named when a class is too dear. */
const DEAREST = 3;

/**
 * Stops before anything is made when the class would cost more an hour than `class:maxHourlyCost` allows.
 *
 * @throws ConfigError that says what it would cost, and by which labs most
 */
export function checkHourlyCost(cost: Pick<ClassCost, "config" | "lines" | "total">): void {
  const { config, lines, total } = cost;
  const limit = config.maxHourlyCost;
  if (limit === undefined || total.hour <= limit) return;
  const dearest = totalsByLab(lines, 0)
    .sort((a, b) => b.hour - a.hour)
    .slice(0, DEAREST)
    .map(({ lab, hour }) => `${lab} ${anHour(hour)}`);
  const more = unpriced(lines).length > 0 ? "at least " : "";
  const reason = `the class would cost ${more}${anHour(total.hour)} an hour on AWS; dearest are ${dearest.join(", ")}`;
  const fix = "switch labs off or make them smaller, or raise the limit; see npm run class -- cost";
  throw new ConfigError(config.stack, [{ key: "class:maxHourlyCost", value: limit, reason, fix }]);
}
