import { type ClassCost, classCost } from "../pricing/class-cost.ts";
import { describeCost } from "../pricing/cost-report.ts";
import { totalsByLab } from "../pricing/totals.ts";
import { plannedSettings } from "../pricing/planned-settings.ts";
import { plainSettings } from "../stack/plain-settings.ts";

export interface CostOptions {
  /** A stack whose Pulumi.<stack>.yaml is in the project. */
  readonly stack: string;
  /** Labs instead of the stack's own. */
  readonly labs: readonly string[] | undefined;
  readonly students: number | undefined;
  readonly hours: number | undefined;
  readonly json: boolean;
}

/**
 * `npm run class -- cost`: what a class would cost on AWS, before anything is deployed.
 *
 * @returns the exit code
 * @throws NoStackError, ConfigError, SecretSettingError
 */
export async function showCost({
  stack,
  labs,
  students,
  hours,
  json,
}: CostOptions): Promise<number> {
  const plain = await plainSettings(stack, console.error, labs);
  const cost = await classCost(plannedSettings(stack, labs, { plain }), { students, hours });
  console.log(json ? JSON.stringify(machineReadable(cost), undefined, 2) : describeCost(cost));
  return 0;
}

function machineReadable({ config, prices, lines, total, students, hours }: ClassCost) {
  const { asOf, by, source } = prices.listed;
  return {
    stack: config.stack,
    region: config.region,
    currency: "USD",
    prices: { asOf, by, source },
    students,
    hours,
    total,
    labs: totalsByLab(lines, hours),
    lines,
  };
}
