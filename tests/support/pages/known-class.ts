import type { BoardInputs, StacksReport } from "../../../classroom/board/board-inputs.ts";
import type { LastChecks } from "../../../classroom/checking/last-checks.ts";
import type { Progress, ProgressRow } from "../../../classroom/local/progress-notes.ts";

const AT = "2026-11-30T03:00:00.000Z";

export const studentIds = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `s${String(at + 1).padStart(2, "0")}`);

export const row = (key: string, changes: Partial<ProgressRow> = {}): ProgressRow => ({
  ...{ key, state: "waiting", done: 0, what: "" },
  ...changes,
});

/** A command that brings students' stacks up, and how far it is. */
export const comingUp = (rows: readonly ProgressRow[], isOver = false): BoardInputs["progress"] =>
  atWorkOn(rows, { isOver });

/** A command that changes students' stacks, and how far it is. */
export const atWorkOn = (
  rows: readonly ProgressRow[],
  changes: Partial<Progress> = {},
): BoardInputs["progress"] => ({
  ...{ of: "students", work: "up", at: AT, isOver: false, rows: [...rows] },
  ...changes,
});

export const checksOf = (outcome: "pass" | "fail", check = "it works"): LastChecks => ({
  dynamodb: { at: AT, results: [{ check, outcome }] },
});

/** What is known of a class; nothing of it unless it is said. */
export const known = (changes: Partial<BoardInputs> = {}): BoardInputs => ({
  ...{ progress: undefined, checks: {}, studentChecks: new Map(), stacks: undefined },
  ...changes,
});

/** What a class's stacks say. */
export const stacksReport = (changes: Partial<StacksReport> = {}): StacksReport => ({
  ...{
    at: "2026-11-30T03:00:20.000Z",
    className: "spring",
    expires: "2026-11-30T09:00:00Z",
    spent: 1.5,
    perHour: 0.25,
  },
  ...{ labs: [], made: {}, students: {} },
  ...changes,
});
