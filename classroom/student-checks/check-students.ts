import pMap from "p-map";
import { errorMessage } from "../../lib/errors.ts";
import { type Report, step } from "../../lib/progress.ts";
import { exitCodeFor } from "../checking/check-exit-code.ts";
import { patienceOf } from "../checking/check-labs.ts";
import type { ClassChecks, StudentChecks } from "../checking/class-results.ts";
import { labChecks } from "../checking/lab-checks.ts";
import { noteWhileRunning } from "../checking/note-while-running.ts";
import { runChecks, type Work } from "../checking/run-checks.ts";
import { callsFor } from "../console/call-on.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { chosenLabs } from "../stack/subjects.ts";
import { type LastChecks, noteChecks, toLastChecks } from "../checking/last-checks.ts";
import { shareChecks } from "../checking/shared-checks.ts";
import { isOpen, type OpenStudents } from "./open-students.ts";
import type { StudentsPlace } from "../students/place.ts";

export interface ClassCheckChoice {
  /** @default every lab that a student has */
  readonly labs?: readonly string[] | undefined;
  /** For how many minutes failing checks are repeated. @default a few seconds */
  readonly wait?: number | undefined;
}

/**
 * Runs the checks of students' labs in parallel, and notes the results for each student, on this machine and for others.
 *
 * @throws NoLabError when no student has a requested lab
 */
export async function checkStudents(
  place: Pick<StudentsPlace, "folderOf" | "stack" | "shelf">,
  students: OpenStudents,
  { labs, wait }: ClassCheckChoice,
  report: Report,
): Promise<ClassChecks> {
  const open = [...students].flatMap(([id, each]) => (isOpen(each) ? [[id, each] as const] : []));
  const has = labsAmong(
    place.stack.name,
    open.map(([, each]) => each),
    labs,
  );
  const works = await Promise.all(
    open.map(async ([id, each]) => [id, await labChecks(each, has(each))] as const),
  );
  const count = works.reduce((sum, [, work]) => sum + countOf(work), 0);
  const title = `Running ${count} checks for ${plural(open.length, "student")} of class ${place.stack.name}`;
  const work = works.flatMap(([, its]) => its);
  const noted = works.map(([id, its]) => ({ folder: place.folderOf(id), work: its }));
  const results = await step(report, title, () =>
    runChecks(work, { ...patienceOf(wait), onLook: noteWhileRunning(noted) }),
  );
  let at = 0;
  const checked = new Map(
    works.map(([id, its]) => [id, results.slice(at, (at += countOf(its)))] as const),
  );
  const now = new Date();
  const all = [...students].map(([id, each]): [string, StudentChecks] => {
    if (!isOpen(each)) return [id, { results: [], ...each }];
    const own = (checked.get(id) ?? []).map(({ hint, ...result }) => ({
      ...result,
      ...(hint !== undefined && { hint: callsFor(hint, place.stack.name, id) }),
    }));
    noteChecks(place.folderOf(id), own, now);
    // A student without any of the labs has nothing that could fail.
    return [id, { results: own, exitCode: own.length === 0 ? EXIT_CODES.done : exitCodeFor(own) }];
  });
  const made = [...checked].map(([id, own]) => [id, toLastChecks(own, now)] as const);
  await share(place, made, report);
  return Object.fromEntries(all);
}

/** Lets other machines see the results just made; what else this machine knows may be of an earlier class. Where that is not possible, they are still known here. */
async function share(
  place: Pick<StudentsPlace, "folderOf" | "stack" | "shelf">,
  made: readonly (readonly [student: string, LastChecks])[],
  report: Report,
): Promise<void> {
  if (place.stack.name === LOCAL) return; // no other machine has this class
  try {
    const shelf = await place.shelf();
    await pMap(made, ([id, own]) => shareChecks(shelf, id, own), AT_ONCE);
  } catch (error) {
    report(`Other machines do not see these results: ${errorMessage(error)}`);
  }
}

/** How many files are written at the same time. */
const AT_ONCE = { concurrency: 8 };

const countOf = (work: readonly Work[]): number =>
  work.reduce((sum, { checks }) => sum + checks.length, 0);

/**
 * Which of the labs a student has, when the roster assigns them individually.
 *
 * @throws NoLabError when no student has one of them
 */
export function labsAmong(
  className: string,
  students: readonly OpenStack[],
  labs: readonly string[] | undefined,
): (student: OpenStack) => readonly string[] | undefined {
  if (labs === undefined || students.length === 0) return () => labs;
  const all = new Map(students.flatMap(({ config }) => config.labs.map((on) => [on.lab.id, on])));
  chosenLabs({ stack: className, labs: [...all.values()] }, labs);
  return ({ config }) => labs.filter((id) => config.labs.some(({ lab }) => lab.id === id));
}
