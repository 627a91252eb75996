import type { StudentChecks } from "../checking/class-results.ts";
import { describeClassChecks } from "../checking/matrix.ts";
import { EXIT_CODES, worstOf } from "../console/exit-code.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import { repair } from "../deploy/repair.ts";
import { describeRepairs, type Repair } from "../deploy/repairs.ts";
import { ProgressNotes } from "../local/progress-notes.ts";
import { classCost } from "../pricing/class-cost.ts";
import { checkHourlyCost } from "../pricing/hourly-limit.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { checkStudents } from "../student-checks/check-students.ts";
import { isOpen, openStudents, type OpenStudents } from "../student-checks/open-students.ts";
import { type StudentsPlace, studentsPlace } from "../students/place.ts";
import { sideBySide } from "../students/side-by-side.ts";
import { StudentDisplay } from "../students/student-display.ts";
import type { StudentRow } from "../students/student-rows.ts";
import { checkDeployed, settlingMinutes } from "./check-deployed.ts";

/** What was repaired for one student, and the checks after it; `solve --class NAME --json` prints it by student id. */
export interface StudentSolved extends StudentChecks {
  readonly repaired: readonly Repair[];
}

/**
 * `npm run class -- solve --class NAME`: repairs the stacks of students in parallel, then runs their checks.
 *
 * @returns the worst exit code of all students
 */
export async function solveClass(about: ChosenClass, json: boolean): Promise<number> {
  const report = json ? console.error : console.log;
  const place = await studentsPlace(about.name, report);
  const students = await openStudents(place, about, report);
  const repaired = new Map<string, readonly Repair[]>();
  const solved = new Map(students);
  const open = [...students].flatMap(([id, each]) => (isOpen(each) ? [[id, each] as const] : []));
  const ends = await sideBySide(
    open.map(([id]) => id),
    {
      ...{ parallel: about.parallel, json },
      notes: new ProgressNotes(about.name, { of: "students", work: "repair" }),
      work: async (id, row) => {
        const stack = students.get(id);
        if (!stack || !isOpen(stack)) return;
        repaired.set(id, await solve(place, id, stack, row));
        solved.set(id, { ...stack, state: await stack.stack.export() });
      },
    },
  );
  for (const [id, end] of ends) {
    if (end.state === "done") continue;
    const reason = end.state === "failed" ? end.failure.reason : end.why;
    solved.set(id, { reason: `not repaired: ${reason}`, exitCode: EXIT_CODES.failed });
  }
  const checks = await checkStudents(place, solved, { wait: waitFor(solved) }, report);
  const all = Object.entries(checks).map(([id, each]): [string, StudentSolved] => [
    id,
    { repaired: repaired.get(id) ?? [], ...each },
  ]);
  if (json) console.log(JSON.stringify(Object.fromEntries(all), undefined, 2));
  else {
    for (const [id, repairs] of repaired)
      if (repairs.length > 0) console.log(`\n${id}  ${describeRepairs(repairs)}`);
    console.log(describeClassChecks(checks, process.stdout.columns));
  }
  return worstOf(all.map(([, { exitCode }]) => exitCode));
}

const waitFor = (students: OpenStudents): number | undefined => {
  const [first] = [...students.values()].filter(isOpen);
  return first && settlingMinutes(first.config);
};

/**
 * Repairs one student's stack.
 *
 * @throws NotDeployedError, ConfigError before anything is changed; PulumiError, InUseError
 */
export function solve(
  place: StudentsPlace,
  id: string,
  open: OpenStack,
  row: StudentRow,
): Promise<readonly Repair[]> {
  const folder = place.folderOf(id);
  const display = new StudentDisplay(row, folder.log);
  const report = (line: string): void => {
    display.say(line);
  };
  return folder.exclusively(report, async () => {
    await checkDeployed(open);
    await checkAffordable(open.config);
    const progress = { verbose: false, display };
    return repair(open, { progress, report, find: (stack) => place.keeperOf(stack) });
  });
}

/** Calculated as by `open`. */
async function checkAffordable(config: OpenStack["config"]): Promise<void> {
  if (config.maxHourlyCost === undefined) return;
  checkHourlyCost(await classCost(config, { students: 1 }));
}
