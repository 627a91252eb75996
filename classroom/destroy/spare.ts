import { protect, unprotect } from "../pulumi/stack-state.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import type { Restore } from "./lift-protection.ts";
import type { LockedResource } from "../search/locked-resources.ts";

/**
 * Makes Pulumi keep what AWS has locked, with all that it depends on: otherwise it would wait for deletions that fail.
 *
 * @returns a function that undoes it: the class itself does not protect what somebody has locked by hand
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
