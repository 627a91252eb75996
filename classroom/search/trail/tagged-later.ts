import { GROUP } from "../../../aws/autoscaling/types.ts";
import type { Aws } from "../../../aws/clients.ts";
import { cloudTrailClient } from "../../../aws/cloudtrail/client.ts";
import { tagsAtCreation } from "../../../aws/cloudtrail/creation.ts";
import { INSTANCE } from "../../../aws/ec2/types.ts";
import { INSTANCE as DATABASE } from "../../../aws/rds/types.ts";
import type { Seen } from "../candidates.ts";
import { hasOwnId, isStudents, type Whose } from "../claim.ts";
import { inTurn, type TrailLimits } from "./questions.ts";

/** For a reader. */
export const LATER = "it got the class's tags after it was created";

/** What `tagsAtCreation` knows the creation of: a question about anything else would take the time for these. */
const KNOWN = [INSTANCE, GROUP, DATABASE];

/**
 * Resources that have got the class's tags after their creation: from somebody who may tag, and may not have created them. AWS
 * requires students to create theirs with these tags. Where CloudTrail does not show a creation, as in its first minutes, it is
 * not known.
 *
 * @param candidates with the class's tags
 */
export async function taggedLater(
  aws: Aws,
  claim: Whose,
  candidates: readonly Seen[],
  { limitMs = 60_000, ...limits }: Partial<TrailLimits> = {},
): Promise<ReadonlySet<Seen>> {
  const later = new Set<Seen>();
  const asked = candidates.filter(({ types }) => types.some((type) => KNOWN.includes(type)));
  const questions = asked.flatMap((each) =>
    (each.thing.recordedAs ?? [each.thing.id]).map((name) => ({ each, name })),
  );
  const ask = async ({ each, name }: (typeof questions)[number], leftMs: number) => {
    const { thing, region } = each;
    const trail = await aws.client(cloudTrailClient, thing.region ?? region);
    const events = await trail.lookupEvents({ name, limitMs: leftMs });
    const then = tagsAtCreation(events, name === thing.id ? undefined : thing.id);
    if (then && !hasOwnId(claim, then) && !isStudents(claim, then)) later.add(each);
  };
  await inTurn(questions, ask, { limitMs, ...limits });
  return later;
}
