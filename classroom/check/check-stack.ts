import { step } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { untilIdle } from "../local/run-lock.ts";
import { openStack } from "../stack/open-stack.ts";
import { provableLabs } from "../stack/subjects.ts";
import { describeResults } from "./check-report.ts";
import { runChecks } from "./run-checks.ts";

export interface CheckOptions {
  readonly stack: string;
  /** @default every lab that is on */
  readonly labs?: readonly string[] | undefined;
  /** Whether the results go to stdout as JSON, for programs. */
  readonly json: boolean;
  /** Whether to wait for servers to boot and targets to become healthy. */
  readonly wait: boolean;
}

/** How long a class may take after `up` until every lab works. */
const WAIT_SECONDS = 600;

/**
 * `npm run class -- check`: checks that every lab of a stack works.
 *
 * @returns the exit code: 0 when nothing failed
 */
export async function checkStack({ stack, labs, json, wait }: CheckOptions): Promise<number> {
  const report = (line: string): void => {
    // With --json, stdout belongs to the result.
    (json ? console.error : console.log)(line);
  };
  // What an `up` is still making would fail. On AWS nobody here knows of it.
  if (stack === LOCAL) await untilIdle(new LocalFolder().path, report);
  const provable = await provableLabs(await openStack(stack, report), labs);
  const work = provable.map(({ subject, proof: { checks } }) => ({ subject, checks }));
  const count = work.reduce((sum, { checks }) => sum + checks.length, 0);
  const patience = wait ? { settleSeconds: WAIT_SECONDS, pauseSeconds: 10 } : {};
  const title = `Running ${count} checks in ${work.length} labs of stack ${stack}`;
  const results = await step(report, title, () => runChecks(work, patience));
  console.log(json ? JSON.stringify(results, undefined, 2) : describeResults(results));
  return results.some(({ outcome }) => outcome === "fail") ? 1 : 0;
}
