import { moment } from "../../labs/contract/settings.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { nextTime, shownTime, withOffset } from "./clock.ts";

/** The time at which a class is to expire is not a valid one. */
export class ExpiryError extends ExplainedError {}

/** When a class expires, as a call says it. */
export interface ExpiryChange {
  /** `8h`, `90m`, `2d`; `18:00`, `Mon 18:00` in the user's zone; or a time such as 2026-11-24T18:00:00+09:00. */
  readonly expires?: string | undefined;
  /** By how much longer the class goes on, e.g. `2h`. */
  readonly extend?: string | undefined;
}

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;
const MINUTE_MS = 60_000;

/** Longer than any class: a mistake. */
export const LONGEST_DAYS = 90;

/** How long a class lasts unless its settings say otherwise. */
export const HOURS = 8;

/** When a class expires that begins now and lasts as long as usual. */
export const usualExpiry = (now: Date): string =>
  written(now.getTime() + HOURS * MINUTES.h * MINUTE_MS);

/** How `--expires` may be written. */
export const EXAMPLES = '8h, 18:00, "Mon 18:00" or 2026-12-01T18:00:00+09:00';

/**
 * When the class expires, by what a call says.
 *
 * @param current when it would expire otherwise
 * @returns undefined when the call says nothing
 * @throws ExpiryError
 */
export function changedExpiry(
  { expires, extend }: ExpiryChange,
  current: string | undefined,
  now = new Date(),
): string | undefined {
  if (expires !== undefined && extend !== undefined)
    throw new ExpiryError("--expires sets the time and --extend moves it: write one of the two");
  if (extend !== undefined) {
    // An expired class goes on from now, not from then; so does one whose time is not a valid one.
    const from = Math.max(now.getTime(), Date.parse(current ?? "") || 0);
    return after(from, durationOf("--extend", extend), now);
  }
  if (expires === undefined) return undefined;
  if (/^\d+[a-z]$/i.test(expires))
    return after(now.getTime(), durationOf("--expires", expires), now);
  const next = nextTime(expires, now);
  if (next) return after(next.getTime(), 0, now, withOffset(next));
  if (!moment().safeParse(expires).success || Number.isNaN(Date.parse(expires)))
    throw new ExpiryError(`--expires ${expires} is not a time: write ${EXAMPLES}`);
  return after(Date.parse(expires), 0, now, expires);
}

/** Whether a class with this end would last longer than any does. */
export const isTooFar = (end: Date, now: Date): boolean =>
  end.getTime() - now.getTime() > LONGEST_DAYS * MINUTES.d * MINUTE_MS;

function durationOf(option: string, text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === "" || Number(count) === 0)
    throw new ExpiryError(`${option} ${text} is not a duration: write 90m, 8h or 2d`);
  return Number(count) * MINUTES[unit as keyof typeof MINUTES] * MINUTE_MS;
}

function after(from: number, duration: number, now: Date, given?: string): string {
  const end = new Date(from + duration);
  const text = given ?? written(end.getTime());
  const shown = shownTime(text);
  if (end <= now)
    throw new ExpiryError(
      `the class would expire at ${shown}, which is in the past: write a time to come, such as ${EXAMPLES}`,
    );
  if (isTooFar(end, now))
    throw new ExpiryError(
      `the class would expire at ${shown}, more than ${LONGEST_DAYS} days from now: write a shorter time, such as 8h`,
    );
  return text;
}

/** A time as settings have it, in whole seconds. */
const written = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");

/** `in 2 h 5 min`, or `12 min ago`. */
export function distance(expires: string, now = new Date()): string {
  const minutes = Math.round((Date.parse(expires) - now.getTime()) / MINUTE_MS);
  const size = Math.abs(minutes);
  const parts = [
    [Math.floor(size / MINUTES.d), "d"],
    [Math.floor((size % MINUTES.d) / MINUTES.h), "h"],
    [size % MINUTES.h, "min"],
  ] as const;
  const shown = parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : []));
  const text = shown.slice(0, 2).join(" ") || "0 min";
  return minutes >= 0 ? `in ${text}` : `${text} ago`;
}
