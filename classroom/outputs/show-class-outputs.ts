import pMap from "p-map";
import { UsageError } from "../console/command.ts";
import { worstOf } from "../console/exit-code.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import type { StackOutputs } from "../pulumi/secrets/masked-outputs.ts";
import { labsAmong } from "../student-checks/check-students.ts";
import { isOpen, type NotOpen, openStudents } from "../student-checks/open-students.ts";
import { usualReading } from "../students/parallel.ts";
import { studentsPlace } from "../students/place.ts";
import { bareOutputs, describedOutputs, type OutputsOptions } from "./show-outputs.ts";

/** A class's outputs by student, then by lab: what `outputs --class NAME --json` prints. */
export type ClassOutputs = Readonly<Record<string, StackOutputs | NotOpen>>;

/**
 * `npm run class -- outputs --class NAME`: shows one student's outputs as text, or those of all as JSON.
 *
 * @returns the worst exit code of all students
 * @throws UsageError when several are to be shown as text
 */
export async function showClassOutputs(
  about: ChosenClass,
  { json, ...options }: OutputsOptions,
): Promise<number> {
  if (!json && about.only?.length !== 1)
    throw new UsageError(
      "Choose one student, e.g. --only s01, or print the outputs of all with --json",
    );
  const place = await studentsPlace(about.name, console.error);
  const students = [...(await openStudents(place, about, console.error))];
  const open = students.flatMap(([, each]) => (isOpen(each) ? [each] : []));
  const has = labsAmong(about.name, open, options.labs);
  if (json) {
    const all = await pMap(
      students,
      async ([id, each]) =>
        [
          id,
          isOpen(each) ? await bareOutputs(each, { ...options, labs: has(each) }) : each,
        ] as const,
      { concurrency: about.parallel ?? usualReading() },
    );
    console.log(JSON.stringify(Object.fromEntries(all) satisfies ClassOutputs, undefined, 2));
  } else
    for (const [id, each] of students)
      if (isOpen(each)) console.log(await describedOutputs(each, options));
      else console.error(`${id}: ${each.reason}`);
  return worstOf(students.flatMap(([, each]) => (isOpen(each) ? [] : [each.exitCode])));
}
