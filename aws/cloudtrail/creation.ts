import type { Tags } from "../contract/finder.ts";
import type { TrailEvent, TrailEvents } from "./client.ts";
import { mentions } from "./maker.ts";

/** Calls that create servers, groups of servers and databases. */
const CREATES = /^(RunInstances|CreateAutoScalingGroup|(Create|Restore)DBInstance\w*)$/;

/**
 * The tags that a resource was created with. Tags of today show what somebody has written since: only those of its creation show what
 * its creator made it for.
 *
 * @param id AWS's own, where the events are those of a name: an earlier resource may have had it @default nothing else has
 *   its name at the same time
 * @returns undefined when the events do not show its creation, or are incomplete
 */
export function tagsAtCreation(
  { Events = [], NextToken }: TrailEvents,
  id?: string,
): Tags | undefined {
  if (NextToken !== undefined) return undefined;
  const creations = Events.flatMap(creationIn);
  // Newest first. A later restore of a database mentions the one that it restores.
  const event =
    id === undefined ? creations[0] : creations.findLast((creation) => mentions(creation, id));
  if (event === undefined) return undefined;
  const { requestParameters, responseElements } = JSON.parse(event) as Record<string, unknown>;
  // A launch template's tags are in the answer alone.
  return Object.fromEntries([requestParameters, responseElements].flatMap(tagsIn));
}

/** The call, if it has created something: one that AWS has refused, for lack of tags, may be followed by one with them. */
function creationIn({ EventName = "", CloudTrailEvent }: TrailEvent): string[] {
  if (CloudTrailEvent === undefined || !CREATES.test(EventName)) return [];
  const { errorCode } = JSON.parse(CloudTrailEvent) as Record<string, unknown>;
  return errorCode === undefined ? [CloudTrailEvent] : [];
}

/** Each `{ key, value }` in a call's parameters or its answer. */
function tagsIn(part: unknown): (readonly [string, string])[] {
  if (part === null || typeof part !== "object") return [];
  const { key, value } = part as Record<string, unknown>;
  if (typeof key === "string" && typeof value === "string") return [[key, value]];
  return Object.values(part).flatMap(tagsIn);
}
