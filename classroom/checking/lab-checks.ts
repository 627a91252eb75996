import type { OpenStack } from "../stack/open-stack.ts";
import { provableLabs } from "../stack/subjects.ts";
import type { Work } from "./run-checks.ts";

/**
 * The checks of a stack's labs, by lab.
 *
 * @param labs only these; all when left out
 * @throws NoLabError when a lab is not on, or does not exist
 */
export const labChecks = async (
  open: OpenStack,
  labs: readonly string[] | undefined,
): Promise<Work[]> =>
  (await provableLabs(open, labs)).map(({ subject, proof: { checks } }) => ({ subject, checks }));
