import { step } from "../../lib/progress.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import { plural } from "../console/plural.ts";
import { describeIsolation, isolationExitCode } from "./isolation/describe.ts";
import { isolationOf } from "./isolation/isolation.ts";
import { openStudents } from "../student-checks/open-students.ts";
import { studentsPlace } from "../students/place.ts";

/**
 * `npm run class -- check --class NAME --isolation`: checks with IAM's policy simulator that each student may use their own
 * resources, but no other student's, and nothing after the class has expired. It changes nothing.
 *
 * @returns the exit code
 */
export async function checkIsolation(about: ChosenClass, json: boolean): Promise<number> {
  const report = json ? console.error : console.log;
  const place = await studentsPlace(about.name, report);
  const students = await openStudents(place, about, report);
  const title = `Simulating the rights of ${plural(students.size, "student")} of class ${about.name}`;
  const isolation = await step(report, title, () => isolationOf(students));
  console.log(
    json ? JSON.stringify(isolation, undefined, 2) : describeIsolation(isolation, about.name),
  );
  return isolationExitCode(isolation);
}
