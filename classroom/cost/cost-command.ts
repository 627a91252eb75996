import { UsageError } from "../console/command.ts";
import { type ClassCost, classCost } from "../pricing/class-cost.ts";
import { describeCost } from "../pricing/cost-report.ts";
import { costSettings } from "./cost-settings.ts";
import { totalsByLab } from "../pricing/totals.ts";

export interface CostOptions {
  /** A stack whose Pulumi.<stack>.yaml stands in the project. */
  readonly stack: string;
  /** Labs instead of the stack's own. */
  readonly labs?: readonly string[] | undefined;
  readonly students?: string | undefined;
  readonly hours?: string | undefined;
  readonly json: boolean;
}

/**
 * `npm run class -- cost`: what a class would cost on AWS, before anything is deployed.
 *
 * @returns the exit code
 * @throws ConfigError, UsageError
 */
export async function showCost({
  stack,
  labs,
  students,
  hours,
  json,
}: CostOptions): Promise<number> {
  const size = {
    students: count("--students", students, 1000),
    hours: count("--hours", hours, 8784),
  };
  const cost = await classCost(costSettings(stack, labs), size);
  console.log(json ? JSON.stringify(machineReadable(cost), undefined, 2) : describeCost(cost));
  return 0;
}

function count(option: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new UsageError(`${option} ${text}: write a whole number from 1 to ${most}`);
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
