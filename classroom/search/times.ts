import type { Thing } from "../../aws/contract/finder.ts";
import type { Held, Ledger } from "../record/ledger.ts";

/** AWS makes things some time before Pulumi notes them: a group of servers waits for its servers. */
const BEFORE_MS = 3_600_000;

/** What makes servers makes them until it is deleted, which takes a while after it was last seen. */
export const AFTER_MS = 3_600_000;

/** Clocks differ. */
const CLOCK_MS = 300_000;

/** Whether something was not made before what was held. */
export const isNotOlder = ({ created }: Held, { createdAt }: Thing): boolean =>
  created === undefined ||
  createdAt === undefined ||
  createdAt.getTime() >= Date.parse(created) - BEFORE_MS;

/** Whether something was made no later than what was held was last seen. */
export const isNotLater = ({ seen }: Held, { createdAt }: Thing, slackMs: number): boolean =>
  seen === undefined ||
  createdAt === undefined ||
  createdAt.getTime() <= Date.parse(seen) + slackMs;

/** Whether a name can be the class's: made when the stack noted it, and no later than it was last seen there. */
export const fitsTime = (held: Held, thing: Thing): boolean =>
  held.created !== undefined &&
  held.seen !== undefined &&
  thing.createdAt !== undefined &&
  isNotOlder(held, thing) &&
  isNotLater(held, thing, CLOCK_MS);

/** When the first resource of the class was made at the earliest; undefined when the record does not say. */
export function beginning({ held }: Ledger): number | undefined {
  const times = held.flatMap(({ created }) => (created === undefined ? [] : [Date.parse(created)]));
  return times.length === 0 ? undefined : Math.min(...times) - BEFORE_MS;
}
