import { type Place, placeIn, type Tags } from "../../aws/contract/finder.ts";
import type { Quota, Share } from "../../aws/contract/quota.ts";
import { type Limit, limitOf, requestFor } from "../../aws/servicequotas/limit.ts";
import { bounded } from "./bounded.ts";
import type { Demand } from "./demand.ts";
import type { QuotaRow } from "./row.ts";
import { askAgain, type Asking, NOT_HERE, unanswered } from "./unanswered.ts";

/** Demands on one quota in one region: AWS is asked once for all of them. */
export interface QuotaJob {
  readonly quota: Quota;
  readonly region: string;
  readonly demands: readonly Demand[];
}

export const quotaJobs = (demands: readonly Demand[]): QuotaJob[] =>
  [...Map.groupBy(demands, ({ quota, region }) => `${quota.code} ${region}`).values()].flatMap(
    (its) => {
      const [first] = its;
      return first ? [{ quota: first.quota, region: first.region, demands: its }] : [];
    },
  );

/** Whether the quota is sufficient for the class, for each demand. */
export async function quotaRows(
  { quota, region, demands }: QuotaJob,
  asking: Asking,
): Promise<QuotaRow[]> {
  const { aws, callMs } = asking;
  const place = placeIn(aws, region);
  const [limit, used] = await Promise.all([
    bounded(limitOf(quota, place), callMs).catch((error: unknown): Limit => ({
      value: quota.standard,
      notReported: unanswered(error, asking),
    })),
    bounded(quota.used(place), callMs).catch((error: unknown) => unanswered(error, asking)),
  ]);
  return Promise.all(
    demands.map(async (demand) => rowOf(await counted(demand, place, callMs), limit, used, asking)),
  );
}

/** With what AWS has to be asked for; what it does not answer is not known. */
async function counted(demand: Demand, place: Place, callMs: number): Promise<Demand> {
  const { asked = [] } = demand;
  const answers = await Promise.all(
    asked.map(async ({ name, ask }) => ({
      name,
      count: await bounded(ask(place), callMs).catch(() => undefined),
    })),
  );
  const unknown = answers.filter(({ count }) => count === undefined);
  return {
    ...demand,
    needed: answers.reduce((sum, { count = 0 }) => sum + count, demand.needed),
    uncounted: [...demand.uncounted, ...unknown.map(({ name }) => name)],
  };
}

async function rowOf(
  { quota, region, within, needed, uncounted }: Demand,
  limit: Limit,
  used: readonly Share[] | string,
  asking: Asking,
): Promise<QuotaRow> {
  const what = quota.what + (within === "" ? "" : ` in ${within}`);
  const base = { kind: "quota", what, region, needed, limit: limit.value } as const;
  if (typeof used === "string")
    return { ...base, verdict: "unknown", seen: used, ...askAgain(asking) };
  const those = used.filter((share) => quota.split !== "each" || share.within === within);
  const count = quota.total
    ? othersOf(those, quota, asking)
    : await othersIn(those, limit.value - needed, asking);
  const row = { ...base, used: count };
  const wanted = Math.ceil(needed + count);
  const heard =
    limit.notReported === undefined ? "" : ` (AWS's default; ${whyDefault(limit, asking)})`;
  if (wanted > limit.value)
    return {
      ...row,
      verdict: "fail",
      seen: `${wanted - limit.value} too few${heard}`,
      fix: requestFor(quota, region, wanted),
    };
  if (uncounted.length > 0)
    return {
      ...row,
      verdict: "unknown",
      seen: `it is not known how many ${uncounted.join(", ")} needs`,
      fix: `if it needs more than ${limit.value - wanted}: ${requestFor(quota, region, "NUMBER")}`,
    };
  if (limit.notReported !== undefined)
    return {
      ...row,
      verdict: "unknown",
      seen: `enough by AWS's default; ${whyDefault(limit, asking)}`,
      ...askAgain(asking),
    };
  return { ...row, verdict: "ok", seen: "" };
}

const whyDefault = ({ notReported = "" }: Limit, { aws }: Asking): string =>
  aws.endpoint === undefined ? `the account's own: ${notReported}` : NOT_HERE;

const sum = (shares: readonly Share[]): number =>
  shares.reduce((total, { count }) => total + count, 0);

/** The use by others, when AWS returns only a number: resources in the class's stacks are the class's. */
const othersOf = (shares: readonly Share[], { needs }: Quota, { held }: Asking): number =>
  Math.max(0, sum(shares) - held.filter(({ type }) => type in needs).length);

/**
 * The use by others. Tags that need one call each are read only when the quota would otherwise be too small.
 *
 * @param room how much others may use
 */
async function othersIn(
  shares: readonly Share[],
  room: number,
  { classIds, held, callMs }: Asking,
): Promise<number> {
  const heldIds = new Set(held.map(({ id }) => id));
  const isOwn = (tags: Tags | undefined): boolean => classIds.includes(tags?.["class-id"] ?? "");
  const others = shares.filter(
    ({ tags, ids = [] }) =>
      !ids.some((id) => heldIds.has(id)) && (typeof tags === "function" || !isOwn(tags)),
  );
  if (sum(others) <= room) return sum(others);
  const read = others.map(async (share) => {
    if (typeof share.tags !== "function") return [share];
    const tags = await bounded(share.tags(), callMs).catch(() => undefined); // without tags it counts as someone else's
    return isOwn(tags) ? [] : [share];
  });
  return sum((await Promise.all(read)).flat());
}
