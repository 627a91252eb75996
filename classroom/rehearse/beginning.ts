import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { callOn } from "../console/call-on.ts";
import { UsageError } from "../console/command.ts";
import type { Journal } from "./journal.ts";
import { nextStep } from "./next-step.ts";
import { checkOwn } from "./own.ts";

/** What is known before a rehearsal begins, or is taken up again. */
export interface Situation {
  readonly stack: string;
  /** Of a run that did not come to its end. */
  readonly journal: Journal | undefined;
  /** What the stack has of AWS. */
  readonly held: readonly DeployedResource[];
  /** The labs of the call. */
  readonly labs: readonly string[] | undefined;
  /** Labs that have a fault. */
  readonly breakable: readonly string[];
}

/**
 * The journal to go on from; undefined to begin anew.
 *
 * @throws StillUpError when something is up that is not known to be of that rehearsal: it would be destroyed
 * @throws UsageError when other labs are asked for than are under way
 */
export function journalToGoOn(situation: Situation): Journal | undefined {
  const { stack, journal, held, labs } = situation;
  if (held.length > 0) checkOwn(stack, held, journal);
  const isGoingOn = journal !== undefined && (held.length > 0 || isEnding(journal, situation));
  if (!isGoingOn) return undefined;
  const isSame = labs === undefined || labs.toSorted().join() === journal.labs.toSorted().join();
  if (isSame) return journal;
  throw new UsageError(
    `A rehearsal of ${journal.labs.join(", ")} is under way in stack ${stack}. To go on, leave --labs out; to begin anew, run ${callOn("down", stack)} first.`,
  );
}

/** An empty stack is what it ends with; before that, somebody else has destroyed what it had brought up. */
const isEnding = (journal: Journal, { breakable }: Situation): boolean =>
  nextStep(journal, breakable)?.kind === "down";
