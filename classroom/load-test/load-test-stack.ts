import { webRequest } from "../../aws/web-request.ts";
import { isServed, loadTest } from "../../labs/load-test/load-driver.ts";
import { readSite } from "../../labs/load-test/site.ts";
import { step } from "../../lib/progress.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { openStack } from "../stack/open-stack.ts";
import { describeLoad } from "./load-report.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- load-test`: runs lab load-test against the site of lab load-balancer or auto-scaling.
 *
 * @returns the exit code: 0 when every user was served
 * @throws NoSiteError, NoStackError, PulumiError; on the emulated AWS, NotServedError and NoConnectionError
 */
export async function loadTestStack(stack: string): Promise<number> {
  const { aws, state } = await openStack(stack, report);
  const { url, load } = readSite(outputsIn(state));
  // On the emulated AWS, servers start at the first request, which also reports why nothing answers.
  if (aws.endpoint !== undefined) await webRequest(aws, url);
  const { users, maxSeconds } = load;
  const title = `Sending ${users} users to ${url}, at most ${maxSeconds} s`;
  const result = await step(report, title, () => loadTest(url, load, aws));
  report(describeLoad(result));
  return isServed(result) ? 0 : 1;
}
