import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import pMap from "p-map";
import { type Report, step } from "../../lib/progress.ts";
import { callFor } from "../console/call-on.ts";
import { EXIT_CODES, exitCodeOf } from "../console/exit-code.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { NoStackError, readStackFile } from "../pulumi/stack-file.ts";
import { identityInState } from "../record/class-identity.ts";
import { refuseOther } from "../record/other-class.ts";
import { type OpenStack, openStackAt } from "../stack/open-stack.ts";
import type { Reach } from "../stack/reach.ts";
import { labsIn } from "../stack/subjects.ts";
import { isChanging } from "./changing.ts";
import { chosenStudents } from "../students/chosen.ts";
import { failureOf } from "../students/failure.ts";
import { usualReading } from "../students/parallel.ts";
import { type StudentsPlace } from "../students/place.ts";
import { restoreSettings } from "./restored-settings.ts";

/** Why a student's stack is skipped. */
export interface NotOpen {
  /** In one line. */
  readonly reason: string;
  /** The exit code of the same command on this stack alone. */
  readonly exitCode: number;
}

/** Students' stacks by id, or the reason when they could not be opened. */
export type OpenStudents = ReadonlyMap<string, OpenStack | NotOpen>;

export const isOpen = (student: OpenStack | NotOpen): student is OpenStack => "stack" in student;

/**
 * Opens the stacks of a class's students on the backend. One that cannot be opened, or is being changed, does not stop the
 * others.
 *
 * @throws NoStudentError, NoStackError when no stack is chosen
 */
export async function openStudents(
  place: StudentsPlace,
  choice: ChosenClass,
  report: Report,
): Promise<OpenStudents> {
  const listed = await place.listed();
  const students = chosenStudents(
    [...listed.keys()].map((id) => ({ id })),
    choice,
  );
  if (students.length === 0)
    throw new NoStackError(
      `Class ${choice.name} has no students${choice.shard === undefined ? "" : " in this shard"}. To open it: npm run class -- open ROSTER --class ${choice.name}`,
    );
  const reach = place.reach(report);
  const open = async (id: string): Promise<OpenStack | NotOpen> => {
    try {
      return (await isChanging(place, id, listed.get(id)))
        ? { reason: BUSY, exitCode: EXIT_CODES.inconclusive }
        : await openStudent(place, id, reach);
    } catch (error) {
      return { reason: failureOf(error, id).reason, exitCode: exitCodeOf(error) };
    }
  };
  const title = `Reading ${students.length === 1 ? "the stack" : `${students.length} stacks`} of class ${choice.name}`;
  return step(
    report,
    title,
    async () =>
      new Map(
        await pMap(students, async ({ id }) => [id, await open(id)] as const, {
          concurrency: choice.parallel ?? usualReading(),
        }),
      ),
  );
}

const BUSY = "the stack is being changed: run this again when that has finished";

/** Opens a student's stack with the settings of its last deployment. */
async function openStudent(
  place: StudentsPlace,
  student: string,
  reach: Reach,
): Promise<OpenStack> {
  const stack = place.stackOf(student);
  const restore = async (state: unknown): Promise<void> => {
    await restoreSettings(
      { student, stack, state },
      place.stack.name,
      readStackFile(place.stack.settings),
    );
  };
  const refuse = (state: unknown): void => {
    refuseOther(stack.name, student, identityInState(state));
  };
  if (!existsSync(stack.settings)) {
    const state = await stack.export();
    refuse(state); // what has settings here counts as a student's
    await restore(state);
  }
  const open = await openStackAt(stack, reach);
  refuse(open.state);
  if (deployedResources(open.state).length === 0)
    throw new NoStackError(
      `stack ${stack.name} has no resources. To open it: ${callFor("up", place.stack.name, student)}`,
    );
  if (isAsDeployed(open)) return open;
  await restore(open.state);
  return openStackAt(stack, reach);
}

/** Whether the settings have the deployed labs: another machine may have opened the class with others since. */
const isAsDeployed = ({ config, state }: OpenStack): boolean =>
  isDeepStrictEqual(
    new Set(config.labs.map(({ lab }) => lab.id)),
    new Set(labsIn(outputsIn(state))),
  );
