import type { Report } from "../../lib/progress.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { Stuck } from "../destroy/destroy-all.ts";
import { kindOf } from "../destroy/protected.ts";
import { takePartDown, type TakeDownOptions } from "../destroy/take-down.ts";
import { ProgressNotes } from "../local/progress-notes.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { refuseLocked } from "../gateway/stack-gate.ts";
import { refuseUnknown } from "../gateway/unknown-past.ts";
import { cancel } from "../pulumi/stack-state.ts";
import { studentsGroup } from "../freezing/account.ts";
import type { Ledger } from "../record/ledger.ts";
import { ownFailureOf } from "../students/failure.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import type { OpenedStudent } from "../students/opened-student.ts";
import type { StudentsPlace } from "../students/place.ts";
import type { StudentEnd } from "../students/pool.ts";
import { sideBySide, type SideBySideOptions } from "../students/side-by-side.ts";
import { StudentDisplay } from "../students/student-display.ts";
import type { StudentRow } from "../students/student-rows.ts";
import { unlocked } from "../students/unlocked.ts";

/** What may be destroyed, and what not. */
export type CloseChoice = Pick<TakeDownOptions, "deleteProtected" | "spareProtected" | "consent">;

export interface CloseStudentsOptions
  extends CloseChoice, Pick<SideBySideOptions, "parallel" | "json"> {
  readonly place: StudentsPlace;
  /** The account of the class's own stack. */
  readonly account: string | undefined;
  /** Opens a student's stack. */
  readonly open: (id: string) => Promise<OpenedStudent>;
  /** Called before each attempt. @throws when a stack must no longer be destroyed */
  readonly stillWanted?: (part: Pick<ClassStack, "stack">) => Promise<void>;
  /** Resources of the backend's other stacks. */
  readonly elsewhere: () => Promise<Ledger>;
  /** Called once a student's stack is empty. */
  readonly emptied: (student: OpenedStudent) => void;
}

/** Resources of a student's stack could not be deleted. */
export class StuckError extends ExplainedError {}

/** Destroys the stacks of students in parallel. One that is stuck does not stop the others. */
export const closeStudents = (
  students: readonly string[],
  options: CloseStudentsOptions,
): Promise<ReadonlyMap<string, StudentEnd>> =>
  sideBySide(students, {
    parallel: options.parallel,
    json: options.json,
    notes: new ProgressNotes(options.place.stack.name, { of: "students", work: "down" }),
    work: (id, row) => closeStudent(id, row, options),
    // A resource may be stuck for all students for the same reason; everything else of theirs must still be deleted.
    judge: ownFailureOf,
  });

async function closeStudent(
  id: string,
  row: StudentRow,
  options: CloseStudentsOptions,
): Promise<void> {
  const { place, open, emptied, stillWanted, elsewhere, account } = options;
  const folder = place.folderOf(id);
  const display = new StudentDisplay(row, folder.log);
  const report: Report = (line) => {
    display.say(line);
  };
  await folder.exclusively(report, async () => {
    const student = await open(id);
    const { stack, keeper } = student;
    const unlock = () => cancel(stack);
    /** The stack may have changed since `close` read it first, or be changing now, on another machine. */
    const isEmpty = async (): Promise<boolean> => {
      await refuseLocked(keeper, stack.name, report);
      return heldResources(await stack.export()).length === 0;
    };
    if (student.resources.length === 0 && (await unlocked(isEmpty, unlock, id))) {
      await refuseUnknown(keeper, student);
      emptied(student); // already closed by an earlier run
      return;
    }
    // Resources made by hand in the class's account were already searched for, for all stacks together.
    const isByHandDone = student.account === account;
    const { deleteProtected, spareProtected, consent } = options;
    const whole: TakeDownOptions = {
      ...{ report, verbose: false, display, deleteProtected, isByHandDone },
      ...{ account: student.account, elsewhere },
      ...(spareProtected && { spareProtected }),
      ...(consent && { consent }),
      ...(stillWanted && { stillWanted: () => stillWanted(student) }),
    };
    const down = () => takePartDown(student, keeper, whole);
    const logins = isByHandDone ? undefined : await studentsGroup(student.aws, student.resources);
    const unlockedDown = () => unlocked(down, unlock, id);
    const stuck = await (logins ? logins.without(unlockedDown) : unlockedDown());
    if (stuck.length > 0) throw new StuckError(described(stuck));
    emptied(student);
  });
}

function described(stuck: readonly Stuck[]): string {
  const [first] = stuck;
  if (first === undefined) return "";
  const { resource, reason } = first;
  const more = stuck.length === 1 ? "" : ` (and ${stuck.length - 1} more)`;
  return `stuck: ${resource.name} (${kindOf(resource.type)} ${resource.id})${more}: ${reason}`;
}
