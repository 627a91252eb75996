/** Days by the first three letters of their English names, numbered as in `Date`. */
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** Time zones whose usual abbreviations are missing in the English locale data. */
const ZONES: Readonly<Record<string, string>> = { "Asia/Seoul": "KST", "Asia/Tokyo": "JST" };

/**
 * The next time that `18:00` or `Mon 18:00` means, in the user's zone: today if it is still ahead, else tomorrow, or in a week.
 *
 * @returns undefined when the text is not such a time
 */
export function nextTime(text: string, now: Date): Date | undefined {
  const found = /^(?:([a-z]{3})[a-z]*,? +)?(\d{1,2}):(\d{2})$/i.exec(text.trim());
  const [, name, hour, minute] = found ?? [];
  if (Number(hour) > 23 || Number(minute) > 59 || hour === undefined) return undefined;
  const day = name === undefined ? undefined : DAYS.indexOf(name.toLowerCase());
  if (day === -1) return undefined;
  const at = (days: number): Date =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, Number(hour), Number(minute));
  const days = day === undefined ? 0 : (day - now.getDay() + 7) % 7;
  const first = at(days);
  return first > now ? first : at(days + (day === undefined ? 1 : 7));
}

/** A time as in settings, in the user's zone: `2026-11-28T18:00:00+09:00`. */
export function withOffset(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const size = Math.abs(offset);
  const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${dayOf(date)}T${timeOf(date)}:${two(date.getSeconds())}${zone}`;
}

/** A time for people, in their zone and in UTC: `2026-11-28 18:00 KST (09:00 UTC)`. */
export function shownTime(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const local = `${dayOf(date)} ${timeOf(date)}`;
  const zone = zoneOf(date);
  const [day = "", time = ""] = date.toISOString().slice(0, 16).split("T");
  if (zone === "UTC") return `${local} UTC`;
  return `${local} ${zone} (${day === dayOf(date) ? "" : `${day} `}${time} UTC)`;
}

function zoneOf(date: Date): string {
  const format = new Intl.DateTimeFormat("en-US", { timeZoneName: "short" });
  const { timeZone } = format.resolvedOptions();
  const part = format.formatToParts(date).find(({ type }) => type === "timeZoneName");
  return ZONES[timeZone] ?? part?.value ?? timeZone;
}

const two = (count: number): string => String(count).padStart(2, "0");

const dayOf = (date: Date): string =>
  `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

const timeOf = (date: Date): string => `${two(date.getHours())}:${two(date.getMinutes())}`;
