import { isServed, loadTest } from "../../labs/load-test/load-driver.ts";
import { NoSiteError, readSite } from "../../labs/load-test/site.ts";
import { step } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { openStack } from "../stack/open-stack.ts";
import { describeLoad } from "./load-report.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- load-test`: runs lab load-test against the site of lab load-balancer or auto-scaling.
 *
 * @param stack a stack on AWS
 * @returns the exit code: 0 when every user was served
 * @throws NoSiteError, NoStackError, PulumiError
 */
export async function loadTestStack(stack: string): Promise<number> {
  if (stack === LOCAL)
    throw new NoSiteError(
      "The emulated AWS of stack local serves no pages. Choose a stack on AWS: --stack dev",
    );
  const { url, load } = readSite(outputsIn((await openStack(stack, report)).state));
  const { users, maxSeconds } = load;
  const title = `Sending ${users} users to ${url}, at most ${maxSeconds} s`;
  const result = await step(report, title, () => loadTest(url, load));
  report(describeLoad(result));
  return isServed(result) ? 0 : 1;
}
