import { GROUP } from "../../aws/autoscaling/types.ts";
import type { PricedResource } from "../../aws/contract/priced-resource.ts";
import { INSTANCE } from "../../aws/ec2/types.ts";
import { findBubblewrap, obstacle } from "../../engine/traffic/server/sandbox.ts";

/** What launches servers, CloudFormation's name among them. */
const LAUNCHING: ReadonlySet<string> = new Set([INSTANCE, GROUP, "AWS::EC2::Instance"]);

/**
 * Why the servers of a class do not run on this machine, as far as it is seen without trying.
 *
 * @param env where bubblewrap is looked for
 * @returns undefined when they do, or when the class has none
 */
export function noServersHere(
  resources: readonly Pick<PricedResource, "type">[],
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  if (!resources.some(({ type }) => LAUNCHING.has(type))) return undefined;
  const reason = obstacle(findBubblewrap(env));
  return reason && `not running on this machine: ${reason}`;
}
