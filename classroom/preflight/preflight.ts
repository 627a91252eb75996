import { Aws } from "../../aws/clients.ts";
import { runningEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { labTags } from "../../labs/contract/tags.ts";
import { type Report, step } from "../../lib/progress.ts";
import { callOn } from "../console/call-on.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { LOCAL } from "../console/shared-options.ts";
import { plural } from "../console/plural.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { localEnvironment, localStack } from "../local/local-stack.ts";
import { plannedSettings, withDefaults } from "../pricing/planned-settings.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { NoStackError } from "../pulumi/stack-file.ts";
import { readiness } from "../readiness/readiness.ts";
import { describeReadiness } from "../readiness/report.ts";
import type { AnyRow } from "../readiness/row.ts";
import { Trials } from "../readiness/trials.ts";
import type { OwnParts } from "../readiness/unanswered.ts";
import { plainSettings } from "../stack/plain-settings.ts";
import { provenAws } from "../stack/proven-aws.ts";
import { classHas } from "../students/class-has.ts";
import { StudentsPlace } from "../students/place.ts";
import { plannedParts } from "./planned-parts.ts";

export interface PreflightOptions {
  readonly stack: string;
  /** Labs instead of the stack's own. */
  readonly labs: readonly string[] | undefined;
  /** How many students get labs of their own: those of `class:each`, or the class's. @default 1 */
  readonly students: number | undefined;
  readonly json: boolean;
  /** Whether to create resources when only that shows whether AWS allows them. */
  readonly trying: boolean;
}

/**
 * `npm run class -- preflight`: checks whether the account and the region are ready for a class. Read-only unless `trying`.
 *
 * @returns the exit code
 * @throws NoStackError, ConfigError, NoEngineError, WrongAccountError, CredentialsError
 */
export async function preflight({
  stack,
  labs,
  students: given,
  json,
  trying,
}: PreflightOptions): Promise<number> {
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  const plain = await plainSettings(stack, report, labs);
  const planned = plannedSettings(stack, labs, { plain });
  // Labs that were named are the only ones.
  const config = labs === undefined ? planned : { ...planned, each: undefined };
  const { aws, place } = await account(config, report);
  const students = given ?? 1;
  const counted = config.each === undefined ? (given ?? 0) : students;
  const own = place && (await alreadyThere(place, counted, config.id));
  const trials = trying ? new Trials({ tags: labTags(config, "preflight"), report }) : undefined;
  const people = students === 1 ? "" : `, labs of their own for ${students} students`;
  const settings = withDefaults(plain.config, new Date());
  const title = `Asking AWS about ${plural(config.labs.length, "lab")} in ${config.region}${people}`;
  const rows = await step(report, title, async () =>
    readiness({
      ...{ aws, stack },
      parts: await plannedParts({ config, settings, students }),
      ...own,
      ...(trials && { trials }),
    }),
  ).finally(() => {
    for (const each of trials?.left ?? [])
      report(`NOT REMOVED ${each}: ${callOn("leftovers", stack)}`);
  });
  const left = trials?.left ?? [];
  const result = { stack, region: config.region, students, rows, left };
  console.log(json ? JSON.stringify(result, undefined, 2) : describeReadiness(rows));
  return exitCode(rows, left);
}

/** Where the class will run, and its place on the backend, unless nothing of it can exist yet. */
async function account(
  { stack: name, region }: ClassConfig,
  report: Report,
): Promise<{ readonly aws: Aws; readonly place?: StudentsPlace }> {
  if (name !== LOCAL) {
    const engine = realEngine(await findEngine(report));
    const place = new StudentsPlace(engine, new PulumiStack(engine, { name }));
    const { aws } = await provenAws(place.stack, region, report);
    return { aws, place };
  }
  const folder = new LocalFolder();
  const emulator = await runningEmulator(folder.path, { report });
  if (!emulator)
    throw new NoStackError(
      "The emulator is not running. Start it with npm start, or write --stack NAME.",
    );
  const aws = new Aws({ region, env: emulator.env });
  const isUp = folder.condition() === "sound" && folder.memory() === emulator.id;
  if (!isUp) return { aws };
  const engine = await findEngine(report);
  const stack = localStack(engine, emulator, folder);
  return { aws, place: new StudentsPlace(engine, stack, localEnvironment(emulator, folder)) };
}

/**
 * What already exists of a class with this many students; the stacks of further students count as other use.
 *
 * @param students 0 when the class's own stack has labs for all
 * @param id the class's, by its settings
 */
export async function alreadyThere(
  place: Pick<StudentsPlace, "stack" | "stackOf" | "listed">,
  students: number,
  id?: string,
): Promise<OwnParts> {
  const there = students === 0 ? [] : [...(await place.listed()).keys()];
  return classHas(place, there.slice(0, students), id);
}

function exitCode(rows: readonly AnyRow[], left: readonly string[]): number {
  if (left.length > 0 || rows.some(({ verdict }) => verdict === "fail")) return EXIT_CODES.failed;
  const isUnknown = rows.some(({ verdict }) => verdict === "unknown");
  return isUnknown ? EXIT_CODES.inconclusive : EXIT_CODES.done;
}
