import pMap from "p-map";
import { type FaultOptions, faultsOf, type KnownFault } from "../checking/make-faults.ts";
import { EXIT_CODES, exitCodeOf, worstOf } from "../console/exit-code.ts";
import { typedOptions } from "../console/option.ts";
import type { ChosenClass } from "../console/shared-options.ts";
import { labsAmong } from "../student-checks/check-students.ts";
import { isOpen, openStudents } from "../student-checks/open-students.ts";
import { failureOf } from "../students/failure.ts";
import { studentsPlace } from "../students/place.ts";

/** What was broken for one student; `break --class NAME --json` prints it by student id. */
export interface StudentBreak {
  /** Labs with one broken resource; with `--show`, what was broken. */
  readonly broken: readonly { readonly lab: string; readonly does?: string }[];
  /** Why nothing, or not everything, was broken. */
  readonly reason?: string;
  readonly exitCode: number;
}

/** How many students' labs are broken at the same time, by default: AWS throttles more calls. */
const AT_ONCE = 8;

/**
 * `npm run class -- break --class NAME`: breaks the same resources for all chosen students. All faults are determined before the
 * first one is made.
 *
 * @returns the worst exit code of all students
 * @throws NoLabError when nobody has a lab, it has no fault, or the class is the real one; nothing is broken then
 */
export async function breakClass(
  about: ChosenClass,
  labs: readonly string[],
  { show = false, json }: FaultOptions & { readonly json: boolean },
): Promise<number> {
  const report = json ? console.error : console.log;
  const place = await studentsPlace(about.name, report);
  const students = [...(await openStudents(place, about, report))];
  const open = students.flatMap(([, each]) => (isOpen(each) ? [each] : []));
  const has = labsAmong(about.name, open, labs);
  const planned = await Promise.all(
    students.map(async ([id, each]) =>
      isOpen(each)
        ? { id, faults: await faultsOf(each, has(each) ?? []), refused: undefined }
        : { id, faults: [], refused: each },
    ),
  );
  const made = await pMap(
    planned,
    async ({ id, faults, refused }) =>
      [id, refused ? { broken: [], ...refused } : await broken(id, faults, show)] as const,
    { concurrency: about.parallel ?? AT_ONCE },
  );
  if (json) console.log(JSON.stringify(Object.fromEntries(made), undefined, 2));
  else for (const [id, each] of made) console.log(`  ${id}  ${described(each)}`);
  // Without these, solve would also undo what other students have changed.
  const { only, shard } = about;
  const options = typedOptions({ only, shard });
  const chosen = options === "" ? "" : ` ${options}`;
  report(
    `\nnpm run class -- check --class ${about.name}${chosen}   finds it\nnpm run class -- solve --class ${about.name}${chosen}   repairs it`,
  );
  return worstOf(made.map(([, { exitCode }]) => exitCode));
}

async function broken(
  id: string,
  faults: readonly KnownFault[],
  show: boolean,
): Promise<StudentBreak> {
  const done: StudentBreak["broken"][number][] = [];
  try {
    for (const { subject, fault } of faults) {
      await fault.make(subject);
      done.push({ lab: subject.lab.id, ...(show && { does: fault.does.en }) });
    }
    return { broken: done, exitCode: EXIT_CODES.done };
  } catch (error) {
    return { broken: done, reason: failureOf(error, id).reason, exitCode: exitCodeOf(error) };
  }
}

function described({ broken: labs, reason }: StudentBreak): string {
  const parts = labs.map(({ lab, does = "one thing is broken now" }) => `${lab}: ${does}`);
  if (reason !== undefined) parts.push(`failed: ${reason}`);
  return parts.join("; ") || "has none of these labs";
}
