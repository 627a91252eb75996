import { protect, unprotect } from "../pulumi/stack-state.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import type { Restore } from "./lift-protection.ts";
import type { LockedResource } from "./locked-resources.ts";

/**
 * Makes Pulumi spare what AWS has locked, with all that it depends on: else it would try in vain to delete that, and wait.
 *
 * @returns what undoes it: no state says that a class protects what somebody has locked by hand
 */
export async function spare(
  stack: ClassStack["stack"],
  locked: readonly LockedResource[],
): Promise<Restore> {
  const urns = new Set(
    locked.flatMap(({ resource: { urn, protect: isKept } }) => (isKept ? [] : [urn])),
  );
  for (const urn of urns) await protect(stack, urn);
  return async (left) => {
    for (const { urn } of left) if (urns.has(urn)) await unprotect(stack, urn);
  };
}
