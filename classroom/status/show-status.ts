import { EXIT_CODES } from "../console/exit-code.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import { studentsPlace } from "../students/place.ts";
import { classStatus, type ClassStatus, type StudentStatus } from "../class-status/class-status.ts";
import { describeStatus } from "./describe-status.ts";

/**
 * `npm run class -- status`: shows the state of a class. It changes nothing and does not wait.
 *
 * @returns the exit code: 0 when all chosen students' stacks are up
 * @throws NoStackError, NoStudentError, PulumiError
 */
export async function showStatus(about: ChosenClass, json: boolean): Promise<number> {
  const status = await classStatus(await studentsPlace(about.name, console.error), about);
  console.log(json ? JSON.stringify(status, undefined, 2) : describeStatus(status));
  return exitCodeOf(status);
}

const DOWN: readonly StudentStatus["state"][] = ["failed", "no resources", "not there"];

/** A stack that is being changed, or is unreadable, may be up or not. */
function exitCodeOf({ students }: ClassStatus): number {
  const states = new Set(Object.values(students).map(({ state }) => state));
  if (DOWN.some((state) => states.has(state))) return EXIT_CODES.failed;
  return states.has("changing") || states.has("unknown")
    ? EXIT_CODES.inconclusive
    : EXIT_CODES.done;
}
