import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { callOn } from "../console/call-on.ts";
import { UsageError } from "../console/command.ts";
import type { Journal } from "./journal.ts";
import { nextStep } from "./next-step.ts";
import { checkOwn } from "./own.ts";

/** What is known before a rehearsal starts or resumes. */
export interface Situation {
  readonly stack: string;
  /** Of a run that did not finish. */
  readonly journal: Journal | undefined;
  /** The stack's AWS resources. */
  readonly held: readonly DeployedResource[];
  /** The labs in the call. */
  readonly labs: readonly string[] | undefined;
  /** Labs that have a fault. */
  readonly breakable: readonly string[];
}

/**
 * The journal to resume from; undefined to start anew.
 *
 * @throws StillUpError when resources may not belong to that rehearsal: they would be destroyed
 * @throws UsageError when the call names other labs than the running rehearsal
 */
export function journalToGoOn(situation: Situation): Journal | undefined {
  const { stack, held, labs } = situation;
  const journal = situation.journal && withoutReport(situation.journal);
  if (held.length > 0) checkOwn(stack, held, journal);
  const isGoingOn = journal !== undefined && (held.length > 0 || isEnding(journal, situation));
  if (!isGoingOn) return undefined;
  const isSame = labs === undefined || labs.toSorted().join() === journal.labs.toSorted().join();
  if (isSame) return journal;
  throw new UsageError(
    `A rehearsal of ${journal.labs.join(", ")} is under way in stack ${stack}. To go on, omit --labs; to start a new one, first destroy it: ${callOn("down", stack)}`,
  );
}

/** Only a rehearsal in its last step may find an empty stack; earlier, somebody else has destroyed its resources. */
const isEnding = (journal: Journal, { breakable }: Situation): boolean =>
  nextStep(journal, breakable)?.kind === "down";

/** A run that was killed before it wrote its report destroys nothing again, looks for leftovers again, and writes it. */
const withoutReport = (journal: Journal): Journal =>
  journal.down?.isClean ? { ...journal, down: undefined } : journal;
