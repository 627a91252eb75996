import { moment } from "../../labs/contract/settings.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { typed } from "./option.ts";
import { nextTime, shownTime, withOffset } from "./clock.ts";

/** The time at which a class is to expire is not valid. */
export class ExpiryError extends ExplainedError {}

/** When a class expires, as given in a call. */
export interface ExpiryChange {
  /** `8h`, `90m`, `2d`; `18:00`, `Mon 18:00` in the user's zone; or a time such as 2026-11-24T18:00:00+09:00. */
  readonly expires?: string | undefined;
  /** How much longer the class lasts, e.g. `2h`. */
  readonly extend?: string | undefined;
}

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;
const MINUTE_MS = 60_000;

/** `2026-12-01T18:00+09:00` */
const WITHOUT_SECONDS = /^(\d{4}-\d\d-\d\dT\d\d:\d\d)(Z|[+-]\d\d:\d\d)$/;

/** Longer than any class: probably a mistake. */
export const LONGEST_DAYS = 90;

/** How long a class lasts when its settings do not say. */
export const HOURS = 8;

/** Of a duration; more is beyond all dates. */
const MOST_DIGITS = 6;

/** When a class expires that starts now and has the default length. */
export const usualExpiry = (now: Date): string =>
  written(now.getTime() + HOURS * MINUTES.h * MINUTE_MS);

/** Valid values of `--expires`. */
export const EXAMPLES = '8h, 18:00, "Mon 18:00" or 2026-12-01T18:00:00+09:00';

/**
 * When the class expires, according to a call.
 *
 * @param current when it would expire otherwise
 * @returns undefined when the call does not say
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
    // An expired class is extended from now, and so is one whose time is not valid.
    const from = Math.max(now.getTime(), Date.parse(current ?? "") || 0);
    return after(from, durationOf("--extend", extend), now);
  }
  if (expires === undefined) return undefined;
  if (/^\d+[a-z]$/i.test(expires))
    return after(now.getTime(), durationOf("--expires", expires), now);
  const next = nextTime(expires, now);
  if (next) return after(next.getTime(), 0, now, withOffset(next));
  const whole = expires.replace(WITHOUT_SECONDS, "$1:00$2");
  if (!moment().safeParse(whole).success || Number.isNaN(Date.parse(whole)))
    throw new ExpiryError(`--expires ${typed(expires)} is not a time: write ${EXAMPLES}`);
  return after(Date.parse(whole), 0, now, whole);
}

/** Whether this end is too far ahead for a class. */
export const isTooFar = (end: Date, now: Date): boolean =>
  end.getTime() - now.getTime() > LONGEST_DAYS * MINUTES.d * MINUTE_MS;

function durationOf(option: string, text: string): number {
  const [, count = "", unit = ""] = /^(\d+)([mhd])$/.exec(text) ?? [];
  const wrong =
    (count === "" && "is not a duration") ||
    (Number(count) === 0 && "is too short") ||
    (count.length > MOST_DIGITS && "is too long");
  if (wrong) throw new ExpiryError(`${option} ${typed(text)} ${wrong}: write 90m, 8h or 2d`);
  return Number(count) * MINUTES[unit as keyof typeof MINUTES] * MINUTE_MS;
}

function after(from: number, duration: number, now: Date, given?: string): string {
  const end = new Date(from + duration);
  const text = given ?? written(end.getTime());
  const shown = shownTime(text);
  if (end <= now)
    throw new ExpiryError(
      `the class would expire at ${shown}, which is in the past: write a future time, such as ${EXAMPLES}`,
    );
  if (isTooFar(end, now))
    throw new ExpiryError(
      `the class would expire at ${shown}, more than ${LONGEST_DAYS} days from now: write a shorter time, such as 8h`,
    );
  return text;
}

/** A time as in settings, in whole seconds. */
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
