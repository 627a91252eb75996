import { step } from "../../lib/progress.ts";
import { describeLoad, isServed } from "../../labs/load-test/load-report.ts";
import { loadTest } from "../../labs/load-test/load-driver.ts";
import { LOCAL } from "../local/local-stack.ts";
import { openStack } from "../stack/open-stack.ts";
import { NoSiteError, readSite } from "../../labs/load-test/site.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- load-test`: lab load-test on the site of lab load-balancer or auto-scaling.
 *
 * @param stack a stack on AWS
 * @returns the exit code: 0 when every user was served
 * @throws NoSiteError, NoStackError, PulumiError
 */
export async function loadTestStack(stack: string): Promise<number> {
  if (stack === LOCAL)
    throw new NoSiteError(
      "stack local runs on an emulated AWS, whose load balancer serves no pages: test one on AWS, --stack dev",
    );
  const { url, load } = readSite(await (await openStack(stack, report)).stack.outputs());
  const { users, maxSeconds } = load;
  const title = `Sending ${users} users to ${url}, ${maxSeconds} s at most`;
  const result = await step(report, title, () => loadTest(url, load));
  report(describeLoad(result));
  return isServed(result) ? 0 : 1;
}
