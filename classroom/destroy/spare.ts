import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { protect, unprotect } from "../pulumi/stack-state.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import type { Restore } from "./lift-protection.ts";
import type { LockedResource } from "../search/locked-resources.ts";

/**
 * Makes Pulumi keep what AWS has locked, with all that it depends on: otherwise it would wait for deletions that fail.
 *
 * @returns a function that undoes it: the class itself does not protect what somebody has locked by hand
 * @throws PulumiError when Pulumi does not protect one of them; then it protects none of them
 */
export async function spare(
  stack: ClassStack["stack"],
  locked: readonly LockedResource[],
  report: Report,
): Promise<Restore> {
  const spared = new Map(
    locked.flatMap(({ resource }) => (resource.protect ? [] : [[resource.urn, resource] as const])),
  );
  const restore: Restore = async (left) => {
    for (const { urn, name, id } of left) {
      if (!spared.has(urn)) continue;
      await unprotect(stack, urn).catch((error: unknown) => {
        report(`${name} (${id}) stays protected by Pulumi: ${errorMessage(error)}`);
      });
    }
  };
  const done: DeployedResource[] = [];
  for (const resource of spared.values()) {
    try {
      await protect(stack, resource.urn);
      done.push(resource);
    } catch (error) {
      await restore(done);
      throw error;
    }
  }
  return restore;
}
