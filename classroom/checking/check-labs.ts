import { type Report, step } from "../../lib/progress.ts";
import { callsOn } from "../console/call-on.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { exitCodeFor } from "./check-exit-code.ts";
import { describeResults } from "./check-report.ts";
import { labChecks } from "./lab-checks.ts";
import { noteChecks, notedOf } from "./last-checks.ts";
import { noteWhileRunning } from "./note-while-running.ts";
import { type Patience, runChecks } from "./run-checks.ts";

export interface CheckChoice {
  /** @default every lab that is on */
  readonly labs?: readonly string[] | undefined;
  /** Whether the results go to stdout as JSON, for programs. @default false */
  readonly json?: boolean;
  /** For how many minutes failing checks are repeated. @default a few seconds */
  readonly wait?: number | undefined;
}

/**
 * Runs the checks of a stack's labs, notes their results, and shows them.
 *
 * @returns the exit code: 0 when something passed, nothing failed, and everything that can be tested here was tested
 */
export async function checkLabs(
  open: OpenStack,
  { labs, json = false, wait }: CheckChoice,
  report: Report,
): Promise<number> {
  const work = await labChecks(open, labs);
  const count = work.reduce((sum, { checks }) => sum + checks.length, 0);
  const stack = open.stack.name;
  const folder = notedOf(stack);
  const number = work.length === 1 ? "1 lab" : `${work.length} labs`;
  const title = `Running ${count} checks in ${number} of stack ${stack}`;
  const results = await step(report, title, () =>
    runChecks(work, { ...patienceOf(wait), onLook: noteWhileRunning([{ folder, work }]) }),
  );
  noteChecks(folder, results);
  const told = results.map(({ hint, ...result }) => ({
    ...result,
    ...(hint !== undefined && { hint: callsOn(hint, stack) }),
  }));
  console.log(json ? JSON.stringify(told, undefined, 2) : describeResults(told));
  return exitCodeFor(results);
}

/** @param wait for how many minutes failing checks are repeated @default a few seconds */
export const patienceOf = (wait: number | undefined): Patience =>
  wait === undefined ? {} : { settleSeconds: wait * 60, pauseSeconds: 10 };
