import { moment } from "../../labs/contract/settings.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** What was said of when the class ends cannot be. */
export class ExpiryError extends ExplainedError {}

/** How the end of a class is said in a call. */
export interface ExpiryChange {
  /** `8h`, `90m`, `2d`, or a moment such as 2026-11-24T18:00:00+09:00. */
  readonly expires?: string | undefined;
  /** By how much longer the class goes on, e.g. `2h`. */
  readonly extend?: string | undefined;
}

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;
const MINUTE_MS = 60_000;

/** Longer than any class: a slip of the pen. */
const LONGEST_DAYS = 90;

/**
 * When the class ends, by what a call says.
 *
 * @param current when it would end otherwise
 * @returns undefined when the call says nothing
 * @throws ExpiryError
 */
export function changedExpiry(
  { expires, extend }: ExpiryChange,
  current: string | undefined,
  now = new Date(),
): string | undefined {
  if (expires !== undefined && extend !== undefined)
    throw new ExpiryError("--expires sets the end and --extend moves it: give one of the two");
  if (extend !== undefined) {
    // A class that is past its end goes on from now, not from then.
    const from = Math.max(now.getTime(), current === undefined ? 0 : Date.parse(current));
    return after(from, durationOf("--extend", extend), now);
  }
  if (expires === undefined) return undefined;
  if (/^\d+[a-z]$/i.test(expires))
    return after(now.getTime(), durationOf("--expires", expires), now);
  if (!moment().safeParse(expires).success || Number.isNaN(Date.parse(expires)))
    throw new ExpiryError(
      `--expires ${expires} is neither a duration nor a moment: write 8h, 2d or 2026-11-24T18:00:00+09:00`,
    );
  return after(Date.parse(expires), 0, now, expires);
}

function durationOf(option: string, text: string): number {
  const [, count = "", unit = ""] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count === "" || Number(count) === 0)
    throw new ExpiryError(`${option} ${text} is no duration: write e.g. 90m, 8h or 2d`);
  return Number(count) * MINUTES[unit as keyof typeof MINUTES] * MINUTE_MS;
}

function after(from: number, duration: number, now: Date, written?: string): string {
  const end = new Date(from + duration);
  const text = written ?? end.toISOString().replace(/\.\d+Z$/, "Z");
  if (end <= now) throw new ExpiryError(`the class would end at ${text}, which is past`);
  if (end.getTime() - now.getTime() > LONGEST_DAYS * MINUTES.d * MINUTE_MS)
    throw new ExpiryError(
      `the class would end at ${text}, more than ${LONGEST_DAYS} days from now`,
    );
  return text;
}

/** `in 2 h 5 min`, or `12 min ago`. */
export function distance(expires: string, now = new Date()): string {
  const minutes = Math.round((Date.parse(expires) - now.getTime()) / MINUTE_MS);
  const size = Math.abs(minutes);
  const parts = [
    [Math.floor(size / MINUTES.d), "d"],
    [Math.floor((size % MINUTES.d) / MINUTES.h), "h"],
    [size % MINUTES.h, "min"],
  ] as const;
  const said = parts.flatMap(([count, unit]) => (count > 0 ? [`${count} ${unit}`] : []));
  const text = said.slice(0, 2).join(" ") || "0 min";
  return minutes >= 0 ? `in ${text}` : `${text} ago`;
}
