import { GROUP } from "../../aws/autoscaling/types.ts";
import { INSTANCE } from "../../aws/ec2/types.ts";
import { services } from "../../aws/services.ts";
import { findBubblewrap, obstacle } from "../../engine/traffic/sandbox/sandbox.ts";
import { type ClassParts, inventoryOf } from "../readiness/class-parts.ts";

/** Resource types that launch servers, also through a template. */
const LAUNCHING: ReadonlySet<string> = new Set([INSTANCE, GROUP, "AWS::EC2::Instance"]);

/**
 * Why the servers of a class do not run on this machine, as far as that is known without trying.
 *
 * @param env where bubblewrap is looked for
 * @returns undefined when they run, or when the class has none
 */
export async function noServersHere(
  parts: ClassParts,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const reason = obstacle(findBubblewrap(env));
  if (reason === undefined) return undefined;
  const { resources } = inventoryOf(parts, await services());
  const hasServers = resources.some(({ type }) => LAUNCHING.has(type));
  return hasServers ? `not running on this machine: ${reason}` : undefined;
}
