import type { Thing } from "../../aws/contract/finder.ts";
import type { Held, Ledger } from "../record/ledger.ts";

/** AWS creates a resource some time before Pulumi notes it: a group of servers waits for its servers. */
const BEFORE_MS = 3_600_000;

/** Resources that launch servers do so until they are deleted, some time after they were last seen. */
export const AFTER_MS = 3_600_000;

/** Tolerance for differing clocks. */
export const CLOCK_MS = 300_000;

/** Whether a resource was not created before the recorded one. */
export const isNotOlder = ({ created }: Held, { createdAt }: Thing): boolean =>
  created === undefined ||
  createdAt === undefined ||
  createdAt.getTime() >= Date.parse(created) - BEFORE_MS;

/** Whether a wrong clock has noted it, so that nobody knows when it was last seen. */
export const isFromFuture = ({ seen }: Held): boolean =>
  seen !== undefined && Date.parse(seen) > Date.now() + CLOCK_MS;

/** Whether a resource was created no later than the recorded one was last seen. */
export const isNotLater = (held: Held, { createdAt }: Thing, slackMs: number): boolean =>
  held.seen === undefined ||
  createdAt === undefined ||
  (createdAt.getTime() <= Date.parse(held.seen) + slackMs && !isFromFuture(held));

/**
 * Whether a resource with a recorded name can be the class's: created when the stack noted it, and no later than it was last seen
 * there.
 */
export const fitsTime = (held: Held, thing: Thing): boolean =>
  held.created !== undefined &&
  held.seen !== undefined &&
  thing.createdAt !== undefined &&
  isNotOlder(held, thing) &&
  isNotLater(held, thing, CLOCK_MS);

/** The earliest creation time of a resource that is certainly the class's; undefined when it is not in the record. */
export function beginning({ held }: Ledger): number | undefined {
  const times = held.flatMap(({ created, confirmed = false }) =>
    created === undefined || confirmed ? [] : [Date.parse(created)],
  );
  return times.length === 0 ? undefined : Math.min(...times) - BEFORE_MS;
}
