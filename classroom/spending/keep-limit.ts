import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { EXIT_CODES, exitCodeOf } from "../console/exit-code.ts";
import type { Shelf } from "../record/shelf.ts";
import { type Decision, type Journal, writeJournal } from "./journal.ts";
import type { Spending } from "./spent.ts";
import { type Act, type Verdict, verdictOn } from "./verdict.ts";

/** Actions on a class that spends too much; each returns its exit code, and may be repeated. */
export type Acts = Readonly<Record<Act, () => Promise<number>>>;

/** The state of a class at one time. */
export interface SpendingLook {
  readonly journal: Journal;
  readonly spending: Pick<Spending, "spent" | "counted">;
  /** USD: `class:maxClassCost`. */
  readonly limit: number | undefined;
  /** When the newest resource was created; undefined when there is none. */
  readonly newest: Date | undefined;
  /** Whether everything could be read. */
  readonly isWhole: boolean;
  readonly now: Date;
}

/** The decision about a class, without acting on it. */
export const verdictOf = ({ journal, spending, limit, newest, now }: SpendingLook): Verdict => {
  const { frozenSince, closedAt, isFrozen } = journal;
  return verdictOn({
    ...{ now, spent: spending.spent, limit, isFrozen, newest },
    frozenSince: frozenSince === undefined ? undefined : new Date(frozenSince),
    closedAt: closedAt === undefined ? undefined : new Date(closedAt),
  });
};

/**
 * Decides about a class and acts on it. The decision is saved before the action: an interrupted run, or another machine's, can be
 * continued.
 *
 * @returns the exit code of the action
 * @throws errors of the shelf
 */
export async function keepLimit(
  look: SpendingLook,
  { shelf, acts, report }: { readonly shelf: Shelf; readonly acts: Acts; readonly report: Report },
): Promise<number> {
  const { spending, limit, now } = look;
  const verdict = verdictOf(look);
  const { level, act, why } = verdict;
  const at = now.toISOString();
  const journal = { ...released(look, verdict), counted: [...spending.counted] };
  const decision: Decision = {
    ...{ at, level, why, spent: spending.spent },
    ...(limit !== undefined && { limit }),
  };
  if (act === undefined) {
    const isNews = journal.decisions.at(-1)?.level !== level;
    const decisions = isNews ? [...journal.decisions, decision] : journal.decisions;
    await writeJournal(shelf, { ...journal, decisions });
    return EXIT_CODES.done;
  }
  const note = (result: NonNullable<Decision["result"]>, more: Partial<Journal> = {}) =>
    writeJournal(shelf, {
      ...{ ...journal, frozenSince: journal.frozenSince ?? at, ...more },
      decisions: [...journal.decisions, { ...decision, act, result }],
    });
  await note("begun");
  report(`${why}: ${act === "freeze" ? "the class is frozen now" : "the class is closed now"}`);
  const code = await acts[act]().catch((error: unknown) => {
    report(errorMessage(error));
    return exitCodeOf(error);
  });
  if (code === EXIT_CODES.done)
    await note("done", act === "freeze" ? { isFrozen: true } : { isFrozen: true, closedAt: at });
  else await note("failed");
  return code;
}

/** The journal of a class below its raised limit: no longer frozen for its cost. */
function released({ journal, isWhole }: SpendingLook, { level }: Verdict): Journal {
  if (!isWhole || level === "freeze" || level === "close") return journal;
  return { ...journal, isFrozen: false, frozenSince: undefined };
}
