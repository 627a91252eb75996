import { type Aws, GLOBAL_REGION } from "../../../aws/clients.ts";
import { cloudTrailClient } from "../../../aws/cloudtrail/client.ts";
import { adderIn, type Maker, makerIn } from "../../../aws/cloudtrail/maker.ts";
import { GLOBAL } from "../../../aws/contract/finder.ts";
import type { Leftover } from "../leftover.ts";
import { inTurn, type TrailLimits } from "./questions.ts";

/** Maximum number of questions: nobody reads more answers, and each takes half a second. */
const MOST = 20;

/**
 * Who created the resources made by hand, and when, if nothing else shows it: AWS keeps 90 days of management events. The answer
 * is only informative, so the first call that fails, for lack of permissions or time, is the last one.
 *
 * @returns the same, for a reader
 */
export async function withMakers(
  aws: Aws,
  found: readonly Leftover[],
  { limitMs = 10_000, ...limits }: Partial<TrailLimits> = {},
): Promise<Leftover[]> {
  const makers = new Map<Leftover, Maker>();
  const open = found.filter((each) => !each.why.includes(BY) && namesOf(each).length > 0);
  const questions = open.flatMap((each) => namesOf(each).map((name) => ({ each, name })));
  const ask = async ({ each, name }: (typeof questions)[number], leftMs: number) => {
    const maker = await makerOf(each, name, aws, leftMs);
    if (maker) makers.set(each, maker);
  };
  await inTurn(questions.slice(0, MOST), ask, { limitMs, ...limits });
  return found.map((each) => {
    if (!open.includes(each)) return each;
    const { who, when } = makers.get(each) ?? {};
    const why = each.why + (who === undefined ? UNKNOWN : `${BY}${who}`);
    return { ...each, why, createdAt: each.createdAt ?? when };
  });
}

/** The names of the events about a resource. */
const namesOf = ({ id, part, recordedAs = [part?.of ?? id] }: Leftover): readonly string[] =>
  recordedAs;

async function makerOf(
  { id, region, part }: Leftover,
  name: string,
  aws: Aws,
  limitMs: number,
): Promise<Maker | undefined> {
  const trail = await aws.client(cloudTrailClient, region === GLOBAL ? GLOBAL_REGION : region);
  const events = await trail.lookupEvents({ name, limitMs });
  return part ? adderIn(events, part.id) : makerIn(events, name === id ? undefined : id);
}

/** What `why` has before the creator's name. */
export const BY = "; by ";

const UNKNOWN = "; who made it is not known";
