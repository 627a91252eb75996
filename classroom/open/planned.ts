import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { placeOf, studentsIn } from "../students/chosen.ts";
import type { ClassPlan } from "../students/class-plan.ts";
import { plannedClass } from "../students/planned-class.ts";
import { studentsPlace } from "../students/place.ts";

/** What a class is planned by. */
export interface PlannedOptions {
  readonly roster: string;
  /** The class's stack. */
  readonly name: string;
  readonly expires: string | undefined;
  /** Labs of each student instead of those of `class:each`, on this machine only. */
  readonly labs: readonly string[] | undefined;
}

/**
 * Reads everything there is to read, and changes nothing but the roster's ids. Limits are the class's: all students count.
 *
 * @param isPart whether the class's stack is up, and stays as it is
 */
export async function planned(
  { roster, name, expires, labs }: PlannedOptions,
  isPart: boolean,
  report: Report,
): Promise<ClassPlan> {
  const students = async () => {
    const taken = await takenIds(name, report);
    return studentsIn(roster, taken, report).map(placeOf);
  };
  const other = labs && { "class:each": eachOf(labs) };
  return plannedClass({ name, change: { expires }, other, isUp: isPart, students }, report);
}

/** What each student gets by `--labs`. */
export const eachOf = (labs: readonly string[]) => ({
  labs: Object.fromEntries(labs.map((id) => [id, true])),
});

/** Students that the class has already; none where it was never up. */
async function takenIds(name: string, report: Report): Promise<readonly string[]> {
  try {
    return [...(await (await studentsPlace(name, report)).listed()).keys()];
  } catch (error) {
    if (name === LOCAL && error instanceof ExplainedError) return [];
    throw error;
  }
}
