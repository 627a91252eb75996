import { styleText } from "node:util";
import { agrees, checkTerminal } from "../console/ask.ts";
import { UsageError } from "../console/command.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { ClassNotBegunError } from "../console/not-begun.ts";
import { LOCAL } from "../console/shared-options.ts";
import { typed, typedOptions } from "../console/option.ts";
import { textTable } from "../console/text-table.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { lastEach } from "../local/local-settings.ts";
import { up, type UpShown } from "../bring-up/up-local.ts";
import { upRemote } from "../bring-up/up-remote.ts";
import type { Report } from "../../lib/progress.ts";
import { PlainLines } from "../pulumi/progress/plain-lines.ts";
import { cancel } from "../pulumi/stack-state.ts";
import { isLocalUp } from "../stack/running-local.ts";
import { chosenStudents, type StudentChoice } from "../students/chosen.ts";
import { describePlan } from "../students/class-plan.ts";
import { ClosingError, refuseWhileClosing } from "../record/closing-mark.ts";
import { notePath } from "../students/noted-paths.ts";
import { studentsPlace } from "../students/place.ts";
import { StudentFolder } from "../students/student-folder.ts";
import { studentsUp } from "../students/students-up.ts";
import { unlocked } from "../students/unlocked.ts";
import { thawFrozen } from "../freezing/thaw-frozen.ts";
import { describeGone } from "./gone.ts";
import { notBegun } from "./not-begun.ts";
import { planned, type PlannedOptions } from "./planned.ts";
import { refuseShort } from "./quotas.ts";
import { describeSwitchedOff, switchedOff } from "./switched-off.ts";

export interface OpenOptions extends Omit<PlannedOptions, "each">, StudentChoice {
  /** Labs of each student instead of those in `class:each`; only on this machine. */
  readonly labs: readonly string[] | undefined;
  readonly parallel: number | undefined;
  readonly ignoreQuotas: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/**
 * `npm run class -- open`: brings up a class's stack, then its students' stacks in parallel. A repeated run resumes where the
 * last one stopped.
 *
 * @returns the exit code: 0 when all are up, 1 when some are
 * @throws ClassNotBegunError when nothing was changed
 */
export async function openClass(options: OpenOptions): Promise<number> {
  const { name, expires, yes, json } = options;
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  if (options.labs !== undefined && name !== LOCAL)
    throw new UsageError(
      `--labs is for class local. For ${name}: class:each in Pulumi.${name}.yaml`,
    );
  const isPart = options.only !== undefined || options.shard !== undefined;
  if (isPart && expires !== undefined)
    throw new UsageError(
      "--expires is for the whole class: open it without --only and --shard, or npm run class -- extend --class NAME --to TIME",
    );
  if (isPart && options.labs !== undefined)
    throw new UsageError(
      "--labs is for the whole class: without it, these students get what the class was opened with",
    );
  if (!yes && name !== LOCAL) checkTerminal(callWithYes(options));
  const each = await notBegun(() => Promise.resolve(eachHere(options)));
  const plan = await notBegun(() => planned({ ...options, each }, isPart, report));
  const all = plan.students.map((student) => ({ ...student, id: student.student.id }));
  const chosen = await notBegun(() => Promise.resolve(chosenStudents(all, options)));
  await notBegun(() => refuseDuringClose(name, isPart ? chosen : undefined, report));
  const off = switchedOff(
    chosen.filter(({ id }) => plan.up.has(id)),
    (id) => new StudentFolder(name, id).settings,
  );
  report(
    [describePlan(plan), ...describeGone(name, plan.gone), ...describeSwitchedOff(off)].join("\n"),
  );
  if (isPart) report(`Now       ${chosen.map(({ id }) => id).join(", ") || "none of them"}`);
  if (!options.ignoreQuotas && name !== LOCAL) await notBegun(() => refuseShort(plan, report));
  if (!yes && name !== LOCAL && !(await agrees(`Open this class on AWS?`))) {
    throw new ClassNotBegunError("Nothing was changed.");
  }
  notePath(name, "rosters", options.roster);
  if (!isPart) {
    const display = json ? new PlainLines(process.stderr) : undefined;
    const code = await classStackUp(options, each, {
      verbose: false,
      ...{ studentsFollow: true, isPlanShown: true },
      report,
      display,
    });
    if (code !== 0) return code;
  }
  if (!isPart) await thawFrozen(name, report);
  const place = await studentsPlace(name, report);
  const ends = await studentsUp(place, { ...plan, students: chosen }, options);
  if (json) console.log(JSON.stringify(Object.fromEntries(ends), undefined, 2));
  const isDone = [...ends.values()].every(({ state }) => state === "done");
  if (!json) report(`\n${next(options, isDone)}`);
  return isDone ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** @param chosen the students to open @default all, and the class's own stack */
async function refuseDuringClose(
  name: string,
  chosen: readonly { readonly id: string }[] | undefined,
  report: Report,
): Promise<void> {
  if (name === LOCAL && !(await isLocalUp(report))) return;
  const shelf = await (await studentsPlace(name, report)).shelf();
  await refuseWhileClosing(
    shelf,
    name,
    chosen?.map(({ id }) => id),
  );
}

/** The same call, without questions. */
export function callWithYes({ roster, name, ...options }: OpenOptions): string {
  const { expires, labs, only, shard, parallel, ignoreQuotas, json } = options;
  const given = {
    class: name,
    expires,
    labs,
    only,
    shard,
    parallel,
    ignoreQuotas,
    yes: true,
    json,
  };
  return `npm run class -- open ${typed(roster)} ${typedOptions(given)}`;
}

/** What every student of a class on this machine gets: by `--labs`, or as the class was opened. */
function eachHere({ name, labs }: OpenOptions): PlannedOptions["each"] {
  if (name !== LOCAL) return undefined;
  return labs
    ? { labs: Object.fromEntries(labs.map((id) => [id, true])) }
    : lastEach(new LocalFolder());
}

/** @returns the exit code @throws ClassNotBegunError where a close has begun since it was asked */
function classStackUp(
  { name, expires }: OpenOptions,
  each: PlannedOptions["each"],
  shown: UpShown,
): Promise<number> {
  if (name !== LOCAL)
    return unlocked(
      () => upRemote(name, { yes: true, expires }, shown),
      async () => cancel((await studentsPlace(name, shown.report)).stack),
      name,
    ).catch((error: unknown) => {
      throw error instanceof ClosingError ? new ClassNotBegunError(error.message) : error;
    });
  return up({ expires, each }, shown);
}

/** What can be done then, with what it is for. */
function next(options: OpenOptions, isDone: boolean): string {
  const { name, roster, only, shard } = options;
  const of = name === LOCAL ? "" : ` --class ${name}`;
  const again = typedOptions({ class: name === LOCAL ? undefined : name, only, shard });
  const rows = [
    ...(isDone
      ? []
      : [
          [`npm run class -- open ${typed(roster)} ${again}`.trim(), "tries again what has failed"],
        ]),
    [`npm run class -- status${of}`, "shows who is up, and what it costs"],
    [`npm run class -- check --class ${name}`, "checks every lab of every student"],
    [
      `npm run class -- cards ${typed(roster)}${of} --out DIR`,
      "writes what each student needs to sign in",
    ],
    [`npm run class -- close${of}`, "destroys everything and checks that nothing is left"],
  ];
  const table = textTable(rows, ["left", "left"]);
  return [styleText("bold", "Next"), ...table.map((row) => `  ${row}`)].join("\n");
}
