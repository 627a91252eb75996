import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { EXIT_CODES, exitCodeOf } from "../console/exit-code.ts";
import type { Shelf } from "../record/shelf.ts";
import { type Decision, type Journal, writeJournal } from "./journal.ts";
import type { Spending } from "./spent.ts";
import { type Act, type Verdict, verdictOn } from "./verdict.ts";

/** What is done to a class that spends too much; each gives its exit code, and may be called again. */
export type Acts = Readonly<Record<Act, () => Promise<number>>>;

/** A class at a look. */
export interface SpendingLook {
  readonly journal: Journal;
  readonly spending: Pick<Spending, "spent" | "counted">;
  /** USD: `class:maxClassCost`. */
  readonly limit: number | undefined;
  /** When the newest of what there is was made; undefined where there is nothing. */
  readonly newest: Date | undefined;
  /** Whether everything could be read. */
  readonly isWhole: boolean;
  readonly now: Date;
}

/** What is decided about a class, without doing it. */
export const verdictOf = ({ journal, spending, limit, newest, now }: SpendingLook): Verdict => {
  const { frozenSince, closedAt, isFrozen } = journal;
  return verdictOn({
    ...{ now, spent: spending.spent, limit, isFrozen, newest },
    frozenSince: frozenSince === undefined ? undefined : new Date(frozenSince),
    closedAt: closedAt === undefined ? undefined : new Date(closedAt),
  });
};

/**
 * Decides about a class and does it. What is decided is written down before it is done: a run that is cut off, or another
 * machine's, is gone on from.
 *
 * @returns the exit code of what was done
 * @throws what the shelf does
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

/** The journal of a class that is below its limit again, because somebody has raised it: not frozen any more, for its cost. */
function released({ journal, isWhole }: SpendingLook, { level }: Verdict): Journal {
  if (!isWhole || level === "freeze" || level === "close") return journal;
  return { ...journal, isFrozen: false, frozenSince: undefined };
}
