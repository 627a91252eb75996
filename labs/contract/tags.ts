import type { ClassSettings } from "./class-settings.ts";

/** The tags that every resource of a lab carries, so that it can be found, billed and expired. */
export function labTags(
  { name, environment, owner, expires }: ClassSettings,
  lab: string,
): Record<string, string> {
  return { class: name, environment, lab, owner, expires };
}
