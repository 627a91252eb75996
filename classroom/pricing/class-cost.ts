import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { joined, services } from "../../aws/services.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { HOURS } from "../console/expiry.ts";
import { classOnMocks } from "../mocks/class-tree.ts";
import { lookupsOf, pricedResources } from "./class-resources.ts";
import { type CostLine, costLines } from "./cost-line.ts";
import { type PriceTable, readPrices } from "./price-table.ts";
import { type Total, total } from "./totals.ts";

/** The number of students and the length of a class. */
export interface ClassSize {
  readonly students: number;
  readonly hours: number;
}

export interface ClassCost extends ClassSize {
  readonly config: ClassConfig;
  readonly prices: PriceTable;
  /** The class's AWS resources. */
  readonly resources: readonly PricedResource[];
  /** Lookups of the class: functions of the provider, each as a resource of the function's type. */
  readonly lookups: readonly PricedResource[];
  readonly lines: readonly CostLine[];
  readonly total: Total;
}

/** Default number of students. */
export const STUDENTS = 30;

const HOUR_MS = 3_600_000;

/** Hours until the class expires; the default length when that is past. */
export function hoursUntil(expires: string, now: Date): number {
  const left = (new Date(expires).getTime() - now.getTime()) / HOUR_MS;
  return left > 0 ? Math.ceil(left) : HOURS;
}

/** A class's cost at list prices, from the program on mocks. */
export async function classCost(
  config: ClassConfig,
  {
    students = STUDENTS,
    hours = hoursUntil(config.expires, new Date()),
  }: { readonly [K in keyof ClassSize]?: ClassSize[K] | undefined } = {},
): Promise<ClassCost> {
  const prices = readPrices();
  const rules = joined(await services(), "prices");
  const { region } = config;
  const run = await classOnMocks(config);
  const resources = pricedResources(run);
  const lines = costLines(resources, { region, students, prices, rules });
  return {
    ...{ config, prices, students, hours, lines },
    ...{ resources, lookups: lookupsOf(run), total: total(lines, hours) },
  };
}
