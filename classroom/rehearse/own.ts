import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { callOn } from "../console/call-on.ts";
import { plural } from "../console/plural.ts";
import { StillUpError } from "../gateway/stack-gate.ts";
import type { Journal } from "./journal.ts";

/** Every end that a rehearsal has given its class: a run that resumes later sets a new one. */
export type Ends = Pick<Journal, "expires" | "expiredBefore">;

/**
 * Whether a stack has a rehearsal's class. Each class is tagged with its end, so a different end means a different class,
 * deployed after the rehearsal was killed, here or elsewhere.
 *
 * @returns undefined when no tag has an end
 */
function isOwn(
  held: readonly DeployedResource[],
  { expires, expiredBefore }: Ends,
): boolean | undefined {
  const found = held.flatMap(({ outputs }) => endIn(outputs) ?? []);
  if (found.length === 0) return undefined;
  return found.every((end) => [expires, ...expiredBefore].includes(end));
}

/** As text: tags repeat the settings character by character. */
function endIn({ tagsAll, tags }: DeployedResource["outputs"]): string | undefined {
  const { expires } = (tagsAll ?? tags ?? {}) as Record<string, unknown>;
  return typeof expires === "string" ? expires : undefined;
}

/** @throws StillUpError unless the stack's resources are known to be the rehearsal's: they would be destroyed */
export function checkOwn(
  stack: string,
  held: readonly DeployedResource[],
  ends: Ends | undefined,
): void {
  const own = ends ? isOwn(held, ends) : false;
  if (own === true) return;
  throw own === undefined
    ? stillUp(stack, held, "Resources that may not be the last rehearsal's are still there")
    : stillUp(stack, held, "A class is running");
}

/** @throws StillUpError when another class was deployed in the stack since the rehearsal started */
export function refuseForeign(stack: string, held: readonly DeployedResource[], ends: Ends): void {
  if (isOwn(held, ends) === false)
    throw stillUp(stack, held, "Another class than this rehearsal's is running");
}

const stillUp = (stack: string, held: readonly DeployedResource[], what: string): StillUpError =>
  new StillUpError(
    `${what} in stack ${stack} (${plural(held.length, "resource")}), and a rehearsal would destroy them. Nothing was changed.\n` +
      `fix: rehearse in another stack, or destroy them first: ${callOn("down", stack)}`,
  );
