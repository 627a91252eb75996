import type { TrailEvent, TrailEvents } from "./client.ts";

export interface Maker {
  readonly who: string;
  readonly when: Date;
}

/** Calls that create resources. CreateTags is excluded: it may be called by somebody who did not create the resource. */
const MAKES = /^(RunInstances$|Create(?!Tags)|Allocate|Import|Copy|Register|Restore)/;

/**
 * Finds who created a resource. The oldest event that creates something is the resource's own; later ones, such as
 * CreateImage, name the resource because they use it.
 *
 * @param id AWS's own, where the events are those of a name: an earlier resource may have had it @default any event counts
 * @returns undefined when the events do not show it, or are incomplete
 */
export function makerIn({ Events = [], NextToken }: TrailEvents, id?: string): Maker | undefined {
  if (NextToken !== undefined) return undefined;
  return makerOf(
    Events.findLast(
      ({ EventName = "", CloudTrailEvent = "{}" }) =>
        MAKES.test(EventName) && (id === undefined || mentions(CloudTrailEvent, id)),
    ),
  );
}

/** Calls that add something to a resource. */
const ADDS = /^(Add|Attach|Authorize|Create|Enable|Put|Upload)/;

/**
 * Finds who added a part to a resource: by the newest event, because it may have been added, removed and added again.
 *
 * @param part its id
 * @returns undefined when the events do not show it
 */
export const adderIn = ({ Events = [] }: TrailEvents, part: string): Maker | undefined =>
  makerOf(
    Events.find(
      ({ EventName = "", CloudTrailEvent = "{}" }) =>
        ADDS.test(EventName) && mentions(CloudTrailEvent, part),
    ),
  );

/** Whether a successful call names the part in its parameters or its answer. */
export function mentions(event: string, part: string): boolean {
  const { errorCode, requestParameters, responseElements } = JSON.parse(event) as Readonly<
    Record<string, unknown>
  >;
  return errorCode === undefined && [requestParameters, responseElements].some(has(part));
}

const has =
  (part: string) =>
  (value: unknown): boolean =>
    value !== null && typeof value === "object"
      ? Object.values(value).some(has(part))
      : value === part;

function makerOf({ Username, EventTime }: TrailEvent = {}): Maker | undefined {
  if (Username === undefined || EventTime === undefined) return undefined;
  return { who: Username, when: new Date(EventTime * 1000) };
}
