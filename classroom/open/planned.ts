import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { ownLabs } from "../local/local-settings.ts";
import type { Where } from "../spending/class-in-aws.ts";
import { spentSoFar } from "../spending/spent-so-far.ts";
import { placeOf, studentsIn } from "../students/chosen.ts";
import type { ClassPlan } from "../students/class-plan.ts";
import { plannedClass } from "../students/planned-class.ts";
import { type ListedStack, type StudentsPlace, studentsPlace } from "../students/place.ts";
import { goneStudents } from "./gone.ts";

/** Options of a class's plan. */
export interface PlannedOptions {
  readonly roster: string;
  /** The class's stack. */
  readonly name: string;
  readonly expires: string | undefined;
  /** What every student gets instead of the file's `class:each`; only on this machine. */
  readonly each?: Readonly<Record<string, unknown>> | undefined;
}

/** The plan of a class, from its roster. */
export interface PlannedOpening extends ClassPlan {
  /** Ids of students who are up, but no longer in the roster: they are not in the plan. */
  readonly gone: readonly string[];
  /** Ids of students who are up. */
  readonly up: ReadonlySet<string>;
}

/**
 * Makes the plan, and changes nothing but the roster's ids. Limits apply to the class: all students count. Processes of a killed
 * run are waited for.
 *
 * @param isPart whether the class's stack is up, and stays as it is
 */
export async function planned(
  { roster, name, expires, each }: PlannedOptions,
  isPart: boolean,
  report: Report,
): Promise<PlannedOpening> {
  if (isPart) await settledPlace(name, report); // then the class's stack reports what it has
  let gone: readonly string[] = [];
  let up: ReadonlySet<string> = new Set();
  const students = async () => {
    const place = await settledPlace(name, report);
    const there = (await place?.listed()) ?? new Map<string, ListedStack>();
    const inRoster = await studentsIn(roster, [...there.keys()], report);
    gone = goneStudents(there, inRoster);
    up = new Set(
      [...there].flatMap(([id, { resourceCount }]) => (resourceCount === 0 ? [] : [id])),
    );
    return inRoster.map(placeOf);
  };
  const other = each && { "class:each": each, "class:labs": ownLabs(new LocalFolder()) };
  const spent = async (where: Where) => {
    const place = await settledPlace(name, report);
    return place === undefined ? 0 : spentSoFar(place, where, report);
  };
  const wanted = { name, change: { expires }, other, isUp: isPart, spent, students };
  return { ...(await plannedClass(wanted, report)), gone, up };
}

/** The place of the class; undefined when it was never up, on this machine. */
async function settledPlace(name: string, report: Report): Promise<StudentsPlace | undefined> {
  const place = await studentsPlace(name, report).catch((error: unknown) => {
    if (name === LOCAL && error instanceof ExplainedError) return undefined;
    throw error;
  });
  await place?.settled(report);
  return place;
}
