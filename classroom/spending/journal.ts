import { z } from "zod";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import type { Shelf } from "../record/shelf.ts";

/** The journal of a class's spending cannot be read. */
export class JournalError extends ExplainedError {}

const MOMENT = z.iso.datetime({ offset: true });

const DECISION = z.object({
  at: MOMENT,
  level: z.enum(["no limit", "ok", "warn", "freeze", "close"]),
  act: z.enum(["freeze", "close"]).optional(),
  why: z.string(),
  /** USD. */
  spent: z.number(),
  /** USD. */
  limit: z.number().optional(),
  /** The result of the action; an interrupted one stays `begun`. */
  result: z.enum(["begun", "done", "failed"]).optional(),
});

const JOURNAL = z.object({
  /** The class's id: two classes may have the same name. */
  classId: z.string().optional(),
  /** Since when it is frozen for its cost: since the first attempt, so that a failed freeze does not delay further steps. */
  frozenSince: MOMENT.optional(),
  isFrozen: z.boolean().default(false),
  closedAt: MOMENT.optional(),
  decisions: z.array(DECISION).default([]),
  counted: z
    .array(
      z.object({
        stack: z.string(),
        student: z.string().optional(),
        id: z.string(),
        created: MOMENT,
        usd: z.number(),
      }),
    )
    .default([]),
});

export type Decision = z.output<typeof DECISION>;

/** What `spend --act` has seen and done for a class: any machine continues from it, wherever the last run was. */
export type Journal = Readonly<z.output<typeof JOURNAL>>;

const FILE = "spending.json";

/** The journal of a class; an empty one when there is none, or it is another class's. @throws JournalError */
export async function readJournal(shelf: Shelf, classId: string | undefined): Promise<Journal> {
  const text = await shelf.read(FILE);
  if (text === undefined) return newJournal(classId);
  try {
    const journal = JOURNAL.parse(JSON.parse(text));
    return journal.classId === classId ? journal : newJournal(classId);
  } catch (error) {
    throw new JournalError(
      `${shelf.place}/${FILE}, which says since when a class is frozen, cannot be read: ${errorMessage(error)}. Restore the file, or move it away: the class then counts as not frozen`,
    );
  }
}

const newJournal = (classId: string | undefined): Journal => ({
  ...(classId !== undefined && { classId }),
  ...{ isFrozen: false, decisions: [], counted: [] },
});

/** Archives the journal of a class that has ended: the next class of the same settings has the same id, and has spent nothing yet. */
export async function archiveJournal(shelf: Shelf, now = new Date()): Promise<void> {
  if ((await shelf.read(FILE)) === undefined) return;
  await shelf.rename(FILE, `spending-${now.toISOString().replace(/\W/g, "-")}.json`);
}

export const writeJournal = (shelf: Shelf, journal: Journal): Promise<void> =>
  shelf.write(FILE, JSON.stringify(journal, undefined, 1));
