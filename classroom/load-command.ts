import { findEngine } from "../engine/engine.ts";
import { step } from "../engine/progress.ts";
import { CommandError, run } from "../engine/run.ts";
import { describeLoad, isServed } from "./load-report.ts";
import { loadTest } from "./load-test.ts";
import { PulumiError } from "./local-stack.ts";
import { NoSiteError, readSite } from "./site.ts";
import { PROJECT } from "./stack-file.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- load-test`: lab load-test on the site of lab load-balancer or auto-scaling.
 *
 * @param stack a stack on AWS; Pulumi's current one when left out
 * @returns the exit code: 0 when every user was served
 * @throws NoSiteError, PulumiError
 */
export async function loadTestStack(stack: string | undefined): Promise<number> {
  if (stack === "local")
    throw new NoSiteError(
      "stack local runs on an emulated AWS, whose load balancer serves no pages: test one on AWS, --stack dev",
    );
  const { url, load } = readSite(await outputsOf(stack));
  const { users, maxSeconds } = load;
  const title = `Sending ${users} users to ${url}, ${maxSeconds} s at most`;
  const result = await step(report, title, () => loadTest(url, load));
  report(describeLoad(result));
  return isServed(result) ? 0 : 1;
}

async function outputsOf(stack: string | undefined): Promise<unknown> {
  const { command, env } = await findEngine(report);
  const args = ["stack", "output", "--json", ...(stack === undefined ? [] : ["--stack", stack])];
  try {
    return JSON.parse(await run(command, args, { cwd: PROJECT, env }));
  } catch (error) {
    if (error instanceof CommandError) throw new PulumiError(error.message, { cause: error });
    throw error;
  }
}
