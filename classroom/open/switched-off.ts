import { existsSync } from "node:fs";
import { isRecord } from "../pulumi/settings-file.ts";
import { readStackFile } from "../pulumi/stack-file.ts";
import type { PlannedStudent } from "../students/student-settings.ts";

/** A planned student, as far as the labs matter. */
interface Planned {
  readonly student: Pick<PlannedStudent["student"], "id">;
  readonly config: { readonly labs: readonly { readonly lab: { readonly id: string } }[] };
}

/**
 * Labs that students have by the settings that this machine has written, and will not have any more: an update deletes what is in
 * them.
 *
 * @param settingsOf the file with a student's last settings
 * @returns the students, by lab
 */
export function switchedOff(
  students: readonly Planned[],
  settingsOf: (id: string) => string,
): ReadonlyMap<string, readonly string[]> {
  const off = students.flatMap(({ student: { id }, config }) => {
    const planned = new Set(config.labs.map(({ lab }) => lab.id));
    return labsIn(settingsOf(id))
      .filter((lab) => !planned.has(lab))
      .map((lab) => ({ lab, id }));
  });
  return new Map(
    [...Map.groupBy(off, ({ lab }) => lab)].map(([lab, its]) => [lab, its.map(({ id }) => id)]),
  );
}

function labsIn(settings: string): string[] {
  const labs = existsSync(settings) ? readStackFile(settings).config["class:labs"] : undefined;
  return isRecord(labs) ? Object.keys(labs).filter((id) => labs[id] !== false) : [];
}

/** A line about each for the plan of a class. */
export const describeSwitchedOff = (off: ReadonlyMap<string, readonly string[]>): string[] =>
  [...off].map(
    ([lab, ids]) => `Deletes   lab ${lab} of ${ids.join(", ")}, with everything that is in it`,
  );
