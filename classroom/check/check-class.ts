import type { CheckChoice } from "../checking/check-labs.ts";
import { describeClassChecks } from "../checking/matrix.ts";
import { worstOf } from "../console/exit-code.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import { checkStudents } from "../student-checks/check-students.ts";
import { openStudents } from "../student-checks/open-students.ts";
import { studentsPlace } from "../students/place.ts";

/**
 * `npm run class -- check --class NAME`: checks that every lab of every student works.
 *
 * @returns the worst exit code of all students
 */
export async function checkClass(
  about: ChosenClass,
  { json = false, ...choice }: CheckChoice,
): Promise<number> {
  const report = json ? console.error : console.log;
  const place = await studentsPlace(about.name, report);
  const students = await openStudents(place, about, report);
  const checks = await checkStudents(place, students, choice, report);
  console.log(
    json
      ? JSON.stringify(checks, undefined, 2)
      : describeClassChecks(checks, process.stdout.columns),
  );
  return worstOf(Object.values(checks).map(({ exitCode }) => exitCode));
}
