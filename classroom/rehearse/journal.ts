import { existsSync, readFileSync, rmSync } from "node:fs";
import { z } from "zod";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { callOn } from "../console/call-on.ts";
import { journalIn } from "../rehearsals/journal-place.ts";
import { ARRIVALS, ENDINGS, FOUND, OBSTACLES, VENUES } from "../rehearsals/report.ts";

/** The journal of a rehearsal cannot be read. */
export class JournalError extends ExplainedError {}

const RESULT = z.object({
  lab: z.string(),
  check: z.string(),
  outcome: z.enum(["pass", "fail", "inconclusive"]),
  obstacle: OBSTACLES.optional(),
});

const ARRIVAL = z.object({
  lab: z.string(),
  startedAt: z.iso.datetime(),
  seconds: z.number(),
  /** Left out while it is being deployed. */
  outcome: ARRIVALS.optional(),
});

const FAULT = z.object({
  lab: z.string(),
  does: z.string(),
  /** Left out while it is being made: a killed run may have made it or not. */
  found: FOUND.optional(),
});

const JOURNAL = z.object({
  format: z.literal(1),
  stack: z.string(),
  on: VENUES,
  region: z.string(),
  /** In deployment order. */
  labs: z.array(z.string()),
  startedAt: z.iso.datetime(),
  /** When the class expires. */
  expires: z.string(),
  /** When it was to expire in earlier runs: resources of those may still be tagged so. */
  expiredBefore: z.array(z.string()).default([]),
  preflight: z.object({ ok: z.number(), unknown: z.number(), notReady: z.array(z.string()) }),
  arrivals: z.array(ARRIVAL),
  /** After all labs are deployed. */
  checked: z.array(RESULT).optional(),
  faults: z.array(FAULT),
  /** After the faults were repaired. */
  repaired: z.array(RESULT).optional(),
  /** Why it is destroyed before everything is done. */
  ending: ENDINGS.optional(),
  down: z
    .object({ seconds: z.number(), endedAt: z.iso.datetime(), isClean: z.boolean() })
    .optional(),
});

/** The progress of a rehearsal, saved after each step, so that a killed run can be resumed. */
export type Journal = z.output<typeof JOURNAL>;
export type CheckedResult = z.output<typeof RESULT>;

/** Deployed labs of a rehearsal. */
export const labsUp = ({ arrivals }: Journal): string[] =>
  arrivals.flatMap(({ lab, outcome }) => (outcome === "up" ? [lab] : []));

/** The journal of a run that sets a new expiry, because the previous one is past. */
export const withEnd = (journal: Journal, expires: string): Journal =>
  journal.expires === expires
    ? journal
    : { ...journal, expires, expiredBefore: [...journal.expiredBefore, journal.expires] };

/** The file of a stack's journal. */
export class JournalFile {
  readonly #file: string;
  readonly #stack: string;

  /** @param folder of the stack's rehearsal */
  constructor(folder: string, stack: string) {
    this.#file = journalIn(folder);
    this.#stack = stack;
  }

  /** @returns undefined when no rehearsal is under way @throws JournalError */
  read(): Journal | undefined {
    if (!existsSync(this.#file)) return undefined;
    try {
      return JOURNAL.parse(JSON.parse(readFileSync(this.#file, "utf8")));
    } catch (error) {
      throw new JournalError(
        `${this.#file} is not the journal of a rehearsal: ${errorMessage(error)}\n` +
          `fix: remove the file once the class is destroyed: ${callOn("down", this.#stack)}`,
      );
    }
  }

  write(journal: Journal): void {
    writeWhole(this.#file, `${JSON.stringify(journal, undefined, 2)}\n`);
  }

  remove(): void {
    rmSync(this.#file, { force: true });
  }
}
