import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { protect, unprotect } from "../pulumi/stack-state.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import type { LockedByHand, LockedResource } from "../search/locked-resources.ts";

/** Protects the remaining resources again. */
export type Restore = (left: readonly DeployedResource[]) => Promise<void>;

/**
 * Makes all resources of a stack deletable: removes Pulumi's protection, and AWS's own where it is on.
 *
 * @returns a function that undoes it
 */
export async function liftProtection(
  { stack }: Pick<ClassStack, "stack">,
  resources: readonly DeployedResource[],
  locked: readonly LockedResource[],
  report: Report,
): Promise<Restore> {
  const wasProtected = new Set(resources.filter((each) => each.protect).map(({ urn }) => urn));
  if (wasProtected.size > 0) await unprotect(stack);
  const lifted = await lift(locked, report);
  return async (left) => {
    for (const resource of left) {
      try {
        if (wasProtected.has(resource.urn)) await protect(stack, resource.urn);
        for (const each of lifted) if (each.resource.urn === resource.urn) await each.restore();
      } catch (error) {
        report(`${resource.name} (${resource.id}) is no longer protected: ${errorMessage(error)}`);
      }
    }
  };
}

/** Switches AWS's protections off. @returns those that are off now */
export async function lift<L extends LockedResource | LockedByHand>(
  locked: readonly L[],
  report: Report,
): Promise<ReadonlySet<L>> {
  const lifted = new Set<L>();
  for (const each of locked) {
    const { resource, lock } = each;
    try {
      await each.lift();
      lifted.add(each);
      report(`${resource.name} (${resource.id}): switched ${lock} off`);
    } catch (error) {
      report(`${resource.name} (${resource.id}) keeps ${lock}: ${errorMessage(error)}`);
    }
  }
  return lifted;
}
