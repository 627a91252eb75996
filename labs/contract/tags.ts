import type { ClassSettings } from "./class-settings.ts";

/** The tags of every resource of a lab, for finding it, its costs and its expiry. */
export function labTags(
  { id, name, student, environment, owner, expires }: ClassSettings,
  lab: string,
): Record<string, string> {
  const ofId = id === undefined ? undefined : { "class-id": id };
  const ofStudent = student === undefined ? undefined : { student };
  return { class: name, ...ofId, ...ofStudent, environment, lab, owner, expires };
}
