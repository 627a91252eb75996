import { existsSync } from "node:fs";
import pMap from "p-map";
import { type StudentPlace, studentPlaceIn } from "../../infra/students/settings.ts";
import { up } from "../bring-up/up-local.ts";
import { upRemote } from "../bring-up/up-remote.ts";
import { UsageError } from "../console/command.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { ExpiryError } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import { thawFrozen } from "../freezing/thaw-frozen.ts";
import { PlainLines } from "../pulumi/progress/plain-lines.ts";
import { readStackFile } from "../pulumi/stack-file.ts";
import { isRecord } from "../pulumi/settings-file.ts";
import { deployedConfig } from "../stack/deployed-config.ts";
import type { Where } from "../spending/class-in-aws.ts";
import { spentSoFar } from "../spending/spent-so-far.ts";
import { labsIn } from "../stack/subjects.ts";
import { describePlan } from "../students/class-plan.ts";
import { plannedClass } from "../students/planned-class.ts";
import { refuseWhileClosing } from "../record/closing-mark.ts";
import { type StudentsPlace, studentsPlace } from "../students/place.ts";
import { studentsUp } from "../students/students-up.ts";

export interface ExtendOptions {
  /** The class's stack. */
  readonly name: string;
  readonly by: string | undefined;
  readonly to: string | undefined;
  readonly parallel: number | undefined;
  readonly json: boolean;
}

/**
 * `npm run class -- extend`: extends a class, first its own stack, which has the students' permissions, then their stacks.
 *
 * @returns the exit code: 1 when a stack still has the old expiry
 * @throws NoStackError, ConfigError when the class would cost too much; ExpiryError, UsageError
 */
export async function extendClass(options: ExtendOptions): Promise<number> {
  const { name, by, to, parallel, json } = options;
  if ((by === undefined) === (to === undefined))
    throw new UsageError("Write either --by, such as --by 2h, or --to, such as --to 18:00");
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  const place = await studentsPlace(name, report);
  await refuseWhileClosing(await place.shelf(), name);
  const other = name === LOCAL ? lastOf(place) : undefined;
  const spent = (where: Where) => spentSoFar(place, where, report);
  const wanted = { name, change: { expires: to, extend: by }, other, isUp: true, spent };
  const plan = await plannedClass({ ...wanted, students: () => placesIn(place) }, report).catch(
    (error: unknown) => {
      if (!(error instanceof ExpiryError)) throw error;
      throw new ExpiryError(error.message.replace("--extend", "--by").replace("--expires", "--to"));
    },
  );
  report(describePlan(plan));
  const { expires } = plan.own.config;
  const each = other?.["class:each"];
  const display = json ? new PlainLines(process.stderr) : undefined;
  const shown = { verbose: false, studentsFollow: true, isPlanShown: true, report, display };
  const code =
    name === LOCAL
      ? await up({ expires, ...(isRecord(each) && { each }) }, shown)
      : await upRemote(name, { yes: true, expires }, shown);
  if (code !== EXIT_CODES.done) return code;
  await thawFrozen(name, report);
  const ends = await studentsUp(place, plan, { parallel, json, everyone: true });
  if (json) console.log(JSON.stringify(Object.fromEntries(ends), undefined, 2));
  if ([...ends.values()].every(({ state }) => state === "done")) return EXIT_CODES.done;
  const option = name === LOCAL ? "" : ` --class ${name}`;
  report(`Fix the errors above, then: npm run class -- extend${option} --to ${expires}`);
  return EXIT_CODES.failed;
}

/** The last settings of a class on this machine: its labs and those of its students may come from a call. */
function lastOf({ stack }: StudentsPlace): Readonly<Record<string, unknown>> {
  const { config } = readStackFile(stack.settings);
  const keys = ["class:id", "class:each", "class:labs", "class:expires"];
  return Object.fromEntries(Object.entries(config).filter(([key]) => keys.includes(key)));
}

/** How the stacks of a class's students are read. */
type StudentStacks = Pick<StudentsPlace, "listed" | "stackOf">;

/** The students whose stacks have resources, with the settings of their last deployment, on whichever machine. */
export async function placesIn(place: StudentStacks): Promise<readonly StudentPlace[]> {
  const listed = [...(await place.listed())].filter(([, { resourceCount }]) => resourceCount !== 0);
  return pMap(listed, ([id]) => placeOf(place, id), { concurrency: AT_ONCE });
}

async function placeOf(place: StudentStacks, id: string): Promise<StudentPlace> {
  const stack = place.stackOf(id);
  const deployed = await deployedConfig(stack);
  if (deployed === undefined) {
    // It has never come up completely: this machine may know its settings.
    const { settings } = stack;
    return existsSync(settings) ? studentPlaceIn(id, readStackFile(settings).config) : { id };
  }
  const known = studentPlaceIn(id, deployed.config);
  // If labs have secret settings, no history contains them.
  if (!deployed.secrets.includes("class:labs")) return known;
  return { ...known, labs: labsIn(await stack.outputs()) };
}

/** How many stacks are read at the same time. */
const AT_ONCE = 4;
