import { readStackFile } from "../pulumi/stack-file.ts";
import type { ClassPlan } from "./class-plan.ts";
import { ProgressNotes } from "../local/progress-notes.ts";
import { refuseWhileClosing } from "../record/closing-mark.ts";
import { failureOf, ownFailureOf } from "./failure.ts";
import { openStudent } from "./open-student.ts";
import type { StudentsPlace } from "./place.ts";
import type { StudentEnd } from "./pool.ts";
import { sideBySide, type SideBySideOptions } from "./side-by-side.ts";
import { asDeployed, sharedIn } from "./student-settings.ts";

export interface StudentsUpOptions extends Pick<SideBySideOptions, "parallel" | "json"> {
  /**
   * Whether all students are tried, even after failures: a stack that keeps an old end would be destroyed by `expire`. @default
   * false: a canary goes first
   */
  readonly everyone?: boolean;
}

/**
 * Brings up the stacks of a class's students in parallel. The class's own stack must be up.
 *
 * @throws ClassStackError
 */
export async function studentsUp(
  place: StudentsPlace,
  { students }: ClassPlan,
  { everyone = false, parallel, json }: StudentsUpOptions,
): Promise<ReadonlyMap<string, StudentEnd>> {
  const { stack } = place;
  const shelf = await place.shelf();
  const [there, outputs] = await Promise.all([place.listed(), stack.outputs()]);
  const file = asDeployed(readStackFile(stack.settings), outputs, stack.name);
  // A close may begin, anywhere, while students are brought up here.
  const refuse = (id: string): Promise<void> => refuseWhileClosing(shelf, stack.name, [id]);
  const open = {
    ...{ place, file, refuse, shared: sharedIn(outputs, stack.name) },
    there: new Set(there.keys()),
  };
  const byId = new Map(students.map((each) => [each.student.id, each]));
  return sideBySide([...byId.keys()], {
    ...{
      parallel,
      json,
      canary: !everyone,
      notes: new ProgressNotes(stack.name, { of: "students", work: "up" }),
      judge: everyone ? ownFailureOf : failureOf,
    },
    work: async (id, row) => {
      const student = byId.get(id);
      await refuse(id);
      if (student !== undefined) await openStudent(open, student, row);
    },
  });
}
