import { unpriced, during, hourly } from "../pricing/totals.ts";
import type { CostLine, UnpricedLine } from "../pricing/cost-line.ts";
import type { Costing } from "./costing.ts";

/** In USD, at list prices. */
export interface Amount {
  readonly spent: number;
  readonly perHour: number;
}

/** The cost of one resource so far, remembered after the resource is deleted. */
export interface Counted extends Pick<Costing, "stack" | "id"> {
  readonly student?: string | undefined;
  readonly created: string;
  /** USD. */
  readonly usd: number;
}

/** A resource of a class that may cost more than is counted. */
export interface UnpricedPart extends Pick<UnpricedLine, "type" | "name" | "item" | "reason"> {
  readonly stack: string;
}

export interface Spending extends Amount {
  /** USD when the class expires, if nothing changes. */
  readonly forecast: number;
  /** The class's own stack, which belongs to no student. */
  readonly own: Amount;
  /** By student id, in order. */
  readonly byStudent: Readonly<Record<string, Amount>>;
  readonly unpriced: readonly UnpricedPart[];
  readonly counted: readonly Counted[];
}

const HOUR_MS = 3_600_000;

/** Resources billed by the second are billed for a minute at least. */
const LEAST_HOURS = 1 / 60;

/**
 * A class's spending: list price x (now - created), for all existing resources and, as counted by an earlier run, for deleted
 * ones. Servers and disks are billed by the second, one minute at least; load balancers, NAT gateways and provisioned capacity by
 * the started hour: `Charge.per`. Not included: charges for use (requests, traffic), and resources deleted before the first run,
 * because a stack's record has neither their size nor the time of deletion. A stopped server or database has cost until it was
 * stopped; one that was started again counts as if it had never been stopped.
 *
 * @param earlier what earlier runs have counted
 * @param expires when the class ends
 */
export function spent(
  costings: readonly Costing[],
  { now, expires, earlier = [] }: { now: Date; expires: Date; earlier?: readonly Counted[] },
): Spending {
  const counted = withGone(
    costings.flatMap((costing) => countedOf(costing, now)),
    earlier.filter(({ stack, id }) => !isEnded(costings, stack, id)),
  );
  const students = new Set([...costings, ...counted].flatMap(({ student }) => student ?? []));
  const amount = (
    isIncluded: (of: { readonly student?: string | undefined }) => boolean,
  ): Amount => ({
    spent: sum(counted.filter(isIncluded), ({ usd }) => usd),
    perHour: sum(costings.filter(isIncluded), perHourOf),
  });
  const end = expires > now ? expires : now;
  const whole = amount(() => true);
  return {
    ...whole,
    forecast: whole.spent + sum(costings, (each) => stillUntil(end, each, now)),
    own: amount(({ student }) => student === undefined),
    byStudent: Object.fromEntries(
      [...students].sort().map((id) => [id, amount(({ student }) => student === id)]),
    ),
    unpriced: costings.flatMap(unpricedIn),
    counted,
  };
}

const sum = <T>(all: readonly T[], usd: (each: T) => number): number =>
  all.reduce((total, each) => total + usd(each), 0);

/** What costs now. */
const running = (costing: Costing) =>
  priced(currently(costing)).filter(
    ({ whileRunning }) => costing.stopped === undefined || !whileRunning,
  );

const currently = ({ current, lines }: Costing) => current ?? lines;

const priced = (lines: readonly CostLine[]) => lines.filter((line) => line.status === "priced");

const perHourOf = (costing: Costing): number =>
  costing.ended === undefined ? sum(running(costing), hourly) : 0;

/** USD until a given time, or until it was terminated; 0 for a resource without a known start. */
function usdOf(costing: Costing, until: Date, lines = costing.lines): number {
  const at = costing.ended ?? until;
  const since = Date.parse(costing.created ?? "");
  if (Number.isNaN(since)) return 0;
  const hoursUntil = (end: Date) => Math.max((end.getTime() - since) / HOUR_MS, LEAST_HOURS);
  return sum(priced(lines), (line) => {
    const end = line.whileRunning ? (costing.stopped ?? at) : at;
    return line.per === "class" ? 0 : during(line, hoursUntil(end));
  });
}

/** USD from now on, as the resource is now; one without a known start, as if it had started now. */
function stillUntil(end: Date, costing: Costing, now: Date): number {
  const lines = currently(costing);
  if (isDated(costing)) return usdOf(costing, end, lines) - usdOf(costing, now, lines);
  return end > now ? usdOf({ ...costing, created: now.toISOString() }, end, lines) : 0;
}

const isDated = ({ created }: Pick<Costing, "created">): boolean =>
  created !== undefined && !Number.isNaN(Date.parse(created));

function countedOf(costing: Costing, now: Date): Counted[] {
  const { stack, student, id, created } = costing;
  const usd = usdOf(costing, now);
  if (created === undefined || usd === 0) return [];
  return [{ stack, ...(student !== undefined && { student }), id, created, usd }];
}

/** Whether a server is known to be terminated: an earlier look knew its launch from elsewhere, and not its end. */
const isEnded = (costings: readonly Costing[], stack: string, id: string): boolean =>
  costings.some((each) => each.ended !== undefined && each.stack === stack && each.id === id);

/** Adds resources that were counted before and are deleted now, with their cost at that time. */
function withGone(there: readonly Counted[], earlier: readonly Counted[]): Counted[] {
  const keyOf = ({ stack, id, created }: Counted) => JSON.stringify([stack, id, created]);
  const known = new Set(there.map(keyOf));
  return [...there, ...earlier.filter((each) => !known.has(keyOf(each)))];
}

function unpricedIn(costing: Costing): UnpricedPart[] {
  const { stack } = costing;
  const dateless = isDated(costing) ? [] : priced(costing.lines).filter((line) => hourly(line) > 0);
  return [
    ...unpriced(costing.lines),
    ...dateless.map((line) => ({ ...line, reason: "when it was created is not known" })),
  ].map(({ type, name, item, reason }) => ({ stack, type, name, item, reason }));
}
