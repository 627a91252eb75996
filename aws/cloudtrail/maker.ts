import type { TrailEvents } from "./client.ts";

export interface Maker {
  readonly who: string;
  readonly when: Date;
}

/** Calls that create resources. CreateTags is excluded: it may be called by somebody who did not create the resource. */
const MAKES = /^(RunInstances$|Create(?!Tags)|Allocate|Import|Copy|Register)/;

/**
 * Finds who created a resource. The oldest event that creates something is the resource's own; later ones, such as
 * CreateImage, name the resource because they use it.
 *
 * @returns undefined when the events do not show it, or are incomplete
 */
export function makerIn({ Events = [], NextToken }: TrailEvents): Maker | undefined {
  if (NextToken !== undefined) return undefined;
  const { Username, EventTime } =
    Events.findLast(({ EventName = "" }) => MAKES.test(EventName)) ?? {};
  if (Username === undefined || EventTime === undefined) return undefined;
  return { who: Username, when: new Date(EventTime * 1000) };
}
