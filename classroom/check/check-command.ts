import { step } from "../../lib/progress.ts";
import { openStack } from "../stack/open-stack.ts";
import { describeResults } from "./check-report.ts";
import { runChecks } from "./run-checks.ts";
import { provableLabs } from "../stack/subjects.ts";

export interface CheckOptions {
  readonly stack: string;
  /** @default every lab that is on */
  readonly labs?: readonly string[] | undefined;
  /** Whether the results go to stdout as JSON, for programs. */
  readonly json: boolean;
  /** Whether to wait for what takes its time: servers that boot, targets that become healthy. */
  readonly wait: boolean;
}

/** What a class may take to come alive after `up`. */
const WAIT_SECONDS = 600;

/**
 * `npm run class -- check`: has the labs of a stack show that they work.
 *
 * @returns the exit code: 0 when nothing failed
 */
export async function checkStack({ stack, labs, json, wait }: CheckOptions): Promise<number> {
  const report = (line: string): void => {
    // In JSON mode stdout is the program's that reads it.
    (json ? console.error : console.log)(line);
  };
  const provable = await provableLabs(await openStack(stack, report), labs);
  const work = provable.map(({ subject, proof: { checks } }) => ({ subject, checks }));
  const count = work.reduce((sum, { checks }) => sum + checks.length, 0);
  const patience = wait ? { settleSeconds: WAIT_SECONDS, pauseSeconds: 10 } : {};
  const title = `Looking at ${count} things of ${work.length} labs in stack ${stack}`;
  const results = await step(report, title, () => runChecks(work, patience));
  console.log(json ? JSON.stringify(results, undefined, 2) : describeResults(results));
  return results.some(({ outcome }) => outcome === "fail") ? 1 : 0;
}
