import { z } from "zod";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { IDENTITY } from "./class-identity.ts";
import { HELD, Ledger } from "./ledger.ts";
import type { ClassIdentity } from "../../infra/identity.ts";

/** The record of a stack cannot be read. */
export class RecordError extends ExplainedError {}

/** What is known about a stack beyond its state, which is empty after a destroy. */
export interface StackRecord {
  /** The identity of its class, or of its last class. */
  readonly identity?: ClassIdentity | undefined;
  /** Its current and former resources. */
  readonly ledger: Ledger;
}

const FILE = z.object({ identity: IDENTITY.optional(), held: z.array(HELD) });

/** @throws RecordError: an unreadable record must not count as empty */
export function parseRecord(text: string, place: string): StackRecord {
  try {
    const { identity, held } = FILE.parse(JSON.parse(text));
    return { identity, ledger: new Ledger(held) };
  } catch (error) {
    throw new RecordError(
      `${place}, the record of what the stack has held, cannot be read: ${reasonOf(error)}. ` +
        "Nothing is deleted without it. Restore the file, or move it away: each resource must then be confirmed separately",
    );
  }
}

/** In one line: what differs in a file of another version is not shown as a list. */
function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return errorMessage(error);
  const [{ path, message } = { path: [], message: "" }] = error.issues;
  return `${path.join(".")}: ${message}, as if another version wrote it`;
}

export const recordText = ({ identity, ledger }: StackRecord): string =>
  JSON.stringify({ identity, held: ledger.held }, undefined, 1);

/** Combines both; the newer identity counts. */
export const together = (older: StackRecord | undefined, newer: StackRecord): StackRecord => ({
  identity: newer.identity ?? older?.identity,
  ledger: older === undefined ? newer.ledger : older.ledger.with(newer.ledger),
});
