import type { CostLine, PricedLine, UnpricedLine } from "./cost-line.ts";

/** Hours of a month, as AWS counts them. */
export const HOURS_A_MONTH = 730;

/** A hosted zone deleted within this time is free. */
const FREE_ZONE_HOURS = 12;

/** USD for each hour that a resource exists, without use. */
export function hourly({ per, usd }: Pick<PricedLine, "per" | "usd">): number {
  switch (per) {
    case "hour":
    case "begun hour":
      return usd;
    case "month":
    case "begun month":
      return usd / HOURS_A_MONTH;
    case "class":
      return 0;
  }
}

/** USD for a class of this many hours, including use. */
export function during(line: Pick<PricedLine, "per" | "usd">, hours: number): number {
  const { per, usd } = line;
  switch (per) {
    case "hour":
    case "month":
      return hourly(line) * hours;
    case "begun hour":
      return usd * Math.ceil(hours);
    case "begun month":
      return hours <= FREE_ZONE_HOURS ? 0 : usd * Math.ceil(hours / HOURS_A_MONTH);
    case "class":
      return usd;
  }
}

export interface Total {
  /** USD for each hour that it exists. */
  readonly hour: number;
  /** USD for the class: its hours and its use. */
  readonly class: number;
  /** USD when it is left running for a month after the class. */
  readonly month: number;
}

export interface LabTotal extends Total {
  readonly lab: string;
  readonly unpriced: readonly UnpricedLine[];
}

const priced = (lines: readonly CostLine[]): PricedLine[] =>
  lines.filter((line) => line.status === "priced");

export const unpriced = (lines: readonly CostLine[]): UnpricedLine[] =>
  lines.filter((line) => line.status === "not priced");

/** The sum of lines for a class of `hours`. */
export function total(lines: readonly CostLine[], hours: number): Total {
  const sum = (of: (line: PricedLine) => number) =>
    priced(lines).reduce((usd, line) => usd + of(line), 0);
  return {
    hour: sum(hourly),
    class: sum((line) => during(line, hours)),
    month: sum((line) => during(line, HOURS_A_MONTH)),
  };
}

/** The same by lab, in the order in which labs come up. */
export const totalsByLab = (lines: readonly CostLine[], hours: number): LabTotal[] =>
  [...Map.groupBy(lines, ({ lab }) => lab)].map(([lab, own]) => ({
    lab,
    ...total(own, hours),
    unpriced: unpriced(own),
  }));
