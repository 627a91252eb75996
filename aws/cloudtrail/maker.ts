import type { TrailEvents } from "./client.ts";

export interface Maker {
  readonly who: string;
  readonly when: Date;
}

/** What makes resources; tags are made, too, but not by whom they are on. */
const MAKES = /^(RunInstances$|Create(?!Tags)|Allocate|Import|Copy|Register)/;

/**
 * Who has made a resource. The oldest event that makes something is of the resource itself: later ones, such as CreateImage,
 * name it because they use it.
 *
 * @returns undefined where the events do not say it, or are not all
 */
export function makerIn({ Events = [], NextToken }: TrailEvents): Maker | undefined {
  if (NextToken !== undefined) return undefined;
  const { Username, EventTime } =
    Events.findLast(({ EventName = "" }) => MAKES.test(EventName)) ?? {};
  if (Username === undefined || EventTime === undefined) return undefined;
  return { who: Username, when: new Date(EventTime * 1000) };
}
