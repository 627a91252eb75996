import { setTimeout as sleep } from "node:timers/promises";
import { type Aws, GLOBAL_REGION } from "../../aws/clients.ts";
import { cloudTrailClient } from "../../aws/cloudtrail/client.ts";
import { adderIn, type Maker, makerIn } from "../../aws/cloudtrail/maker.ts";
import { GLOBAL } from "../../aws/contract/finder.ts";
import type { Leftover } from "./leftover.ts";

export interface MakersOptions {
  /** Time limit for all calls. @default 10 seconds */
  readonly limitMs?: number;
  /** Pause between two calls: CloudTrail allows two a second. @default half a second */
  readonly pauseMs?: number;
}

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
  { limitMs = 10_000, pauseMs = 500 }: MakersOptions = {},
): Promise<Leftover[]> {
  const deadline = Date.now() + limitMs;
  const makers = new Map<Leftover, Maker>();
  const open = found.filter((each) => !each.why.includes(BY) && namesOf(each).length > 0);
  const questions = open.flatMap((each) => namesOf(each).map((name) => ({ each, name })));
  for (const [at, { each, name }] of questions.slice(0, MOST).entries()) {
    const leftMs = deadline - Date.now() - (at === 0 ? 0 : pauseMs);
    if (leftMs <= 0) break;
    if (at > 0) await sleep(pauseMs);
    try {
      const maker = await makerOf(each, name, aws, leftMs);
      if (maker) makers.set(each, maker);
    } catch {
      break;
    }
  }
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
