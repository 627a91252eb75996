import type { ClassSettings } from "./class-settings.ts";

/** The tags that every resource of a lab carries, so that it can be found, billed and expired. */
export function labTags(
  { id, name, student, environment, owner, expires }: ClassSettings,
  lab: string,
): Record<string, string> {
  const ofId = id === undefined ? undefined : { "class-id": id };
  const ofStudent = student === undefined ? undefined : { student };
  return { class: name, ...ofId, ...ofStudent, environment, lab, owner, expires };
}
