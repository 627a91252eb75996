import { existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import type { Shared } from "../../infra/students/keys.ts";
import { settled } from "../deploy/settling.ts";
import { expectedUp } from "../pulumi/progress/expected.ts";
import { readStackFile, type StackFile } from "../pulumi/stack-file.ts";
import { cancel } from "../pulumi/stack-state.ts";
import { identityIn } from "../record/class-identity.ts";
import { noting } from "../record/noting.ts";
import { withWrittenId } from "../stack/class-id.ts";
import type { ClassPlan } from "./class-plan.ts";
import { refuseOther } from "../record/other-class.ts";
import type { StudentsPlace } from "./place.ts";
import { StudentDisplay } from "./student-display.ts";
import type { StudentRow } from "./student-rows.ts";
import { unlocked } from "./unlocked.ts";
import { writeStudentSettings } from "./student-settings.ts";

/** Options for the stacks of all students. */
export interface OpenClass {
  readonly place: StudentsPlace;
  /** The class's settings, secrets encrypted. */
  readonly file: StackFile;
  readonly shared: Shared;
  /** Students whose stacks already exist on the backend. */
  readonly there: ReadonlySet<string>;
  /** @throws ClosingError when a student is being closed */
  readonly refuse: (student: string) => Promise<void>;
}

/**
 * Brings one student's stack up, whatever an earlier run has left.
 *
 * @param row shows the progress
 * @throws OtherClassError, PulumiError, InUseError, ClosingError
 */
export async function openStudent(
  { place, file, shared, there, refuse }: OpenClass,
  { student, cost }: ClassPlan["students"][number],
  row: StudentRow,
): Promise<void> {
  const { id } = student;
  const stack = place.stackOf(id);
  const folder = place.folderOf(id);
  const display = new StudentDisplay(row, folder.log);
  const report = (line: string): void => {
    display.say(line);
  };
  const expected = expectedUp(
    cost.config.labs.map(({ lab }) => lab.id),
    cost.resources,
  );
  await folder.exclusively(report, async () => {
    if (there.has(id) && !hasSettings(stack.settings, id))
      refuseOther(stack.name, id, identityIn(await stack.outputs()));
    const written = writeStudentSettings(file, student, { settings: stack.settings, shared });
    if (!there.has(id)) await place.create(id, file);
    const isKilled = folder.isInterrupted;
    const up = async () => {
      // The resources that a killed run was creating may exist or not: AWS knows.
      if (isKilled) await stack.refresh({ verbose: false, display }, true);
      await refuse(id); // a close that has begun since may have taken this stack for empty, or not have listed it
      await stack.up({ policies: false, progress: { verbose: false, expected, display } });
    };
    await noting(
      stack,
      withWrittenId(cost.config, written),
      () =>
        unlocked(
          () => settled(up, report, setTimeout),
          () => cancel(stack),
          id,
        ),
      { find: () => place.keeperOf(stack), isNoted: there.has(id) && !isKilled },
    );
  });
}

/** Whether this machine has a student's settings. Earlier versions have written those of another class there, too, which name no student. */
const hasSettings = (file: string, student: string): boolean =>
  existsSync(file) && readStackFile(file).config["class:student"] === student;
