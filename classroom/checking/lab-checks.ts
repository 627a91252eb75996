import type { OpenStack } from "../stack/open-stack.ts";
import { provableLabs } from "../stack/subjects.ts";
import type { Work } from "./run-checks.ts";

/**
 * The checks of a stack's labs, lab by lab.
 *
 * @param labs some of them; all when left out
 * @throws NoLabError when one is not on, or there is none of that name
 */
export const labChecks = async (
  open: OpenStack,
  labs: readonly string[] | undefined,
): Promise<Work[]> =>
  (await provableLabs(open, labs)).map(({ subject, proof: { checks } }) => ({ subject, checks }));
