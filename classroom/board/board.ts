import { catalogue } from "../../labs/catalogue.ts";
import type { Text } from "../../labs/contract/text.ts";
import { type ChecksSummary, type LastChecks, summaryOf } from "../checking/last-checks.ts";
import type { StudentStatus } from "../class-status/class-status.ts";
import type { Progress, ProgressRow } from "../local/progress-notes.ts";

/** Everything known about a class at one time, from all sources. */
export interface BoardInputs {
  /** Progress of the last command that changed the class from this machine. */
  readonly progress: Progress | undefined;
  /** Results of the checks of the class's own labs. */
  readonly checks: LastChecks;
  /** Results of the checks of students' labs, by student. */
  readonly studentChecks: ReadonlyMap<string, LastChecks>;
  /** What the stacks report; undefined until they have been read. */
  readonly stacks: StacksReport | undefined;
  /** Why the stacks cannot be read now. */
  readonly problem?: string | undefined;
}

/** What the stacks of a class report. */
export interface StacksReport {
  readonly className: string;
  readonly expires: string | undefined;
  /** USD. */
  readonly spent: number | undefined;
  /** USD. */
  readonly perHour: number | undefined;
  /** The class's own labs that are deployed. */
  readonly labs: readonly string[];
  readonly students: Readonly<Record<string, StudentStatus>>;
}

/** A tile of the board: a lab, or a student's stack. */
export interface Tile {
  readonly key: string;
  /** Title of the lab; undefined for a student. */
  readonly title?: Text | undefined;
  readonly state: ProgressRow["state"] | StudentStatus["state"];
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  /** What it waits for, or why it failed. */
  readonly what: string;
  readonly checks: ChecksSummary | undefined;
  /** Minutes without progress, when that is long. */
  readonly stuckMinutes?: number | undefined;
}

/** What the board shows. */
export interface Board {
  readonly of: Progress["of"];
  readonly className: string | undefined;
  readonly expires: string | undefined;
  readonly spent: number | undefined;
  readonly perHour: number | undefined;
  readonly tiles: readonly Tile[];
  readonly problem: string | undefined;
}

/** Minutes without progress after which running work counts as stuck. */
const STUCK_MINUTES = 10;
const MINUTE_MS = 60_000;

/** Combines what is known, and remembers since when running work has made no progress. */
export class BoardModel {
  readonly #since = new Map<string, { readonly done: number; readonly at: number }>();

  /** @param now in milliseconds since 1970 */
  at(known: BoardInputs, now: number): Board {
    const { stacks, progress, problem } = known;
    const isOfStudents =
      progress?.isOver === false ? progress.of === "students" : hasStudents(known);
    const tiles = (isOfStudents ? studentTiles(known) : labTiles(known)).map((tile) => ({
      ...tile,
      stuckMinutes: this.#stuckMinutes(tile, now),
    }));
    for (const key of this.#since.keys())
      if (!tiles.some((tile) => tile.key === key)) this.#since.delete(key);
    return {
      of: isOfStudents ? "students" : "labs",
      ...{ className: stacks?.className, expires: stacks?.expires, problem },
      ...{ spent: stacks?.spent, perHour: stacks?.perHour, tiles },
    };
  }

  #stuckMinutes({ key, state, done = 0 }: Tile, now: number): number | undefined {
    if (state !== "at work") {
      this.#since.delete(key);
      return undefined;
    }
    const known = this.#since.get(key);
    if (known?.done !== done) {
      this.#since.set(key, { done, at: now });
      return undefined;
    }
    const minutes = Math.floor((now - known.at) / MINUTE_MS);
    return minutes >= STUCK_MINUTES ? minutes : undefined;
  }
}

const hasStudents = ({ stacks, progress }: BoardInputs): boolean =>
  Object.keys(stacks?.students ?? {}).length > 0 ||
  (stacks === undefined && progress?.of === "students");

function studentTiles({ progress, stacks, studentChecks }: BoardInputs): Tile[] {
  const rows = progress?.of === "students" ? progress.rows : [];
  const students = stacks?.students ?? {};
  const ids = new Set([...rows.map(({ key }) => key), ...Object.keys(students)]);
  return [...ids].sort().map((key) => {
    const row = rows.find((each) => each.key === key);
    const status = students[key];
    const checks = summaryOf(studentChecks.get(key) ?? {}) ?? status?.checks;
    return { key, checks, ...stateOf(row, progress, status) };
  });
}

/** While a command runs, its notes are the most current; after that, the stack's own state is. */
function stateOf(
  row: ProgressRow | undefined,
  progress: Progress | undefined,
  status: StudentStatus | undefined,
): Pick<Tile, "state" | "done" | "total" | "what"> {
  if (row !== undefined && (progress?.isOver === false || status === undefined)) return row;
  return { state: status?.state ?? "unknown", what: status?.reason ?? "" };
}

function labTiles({ progress, stacks, checks }: BoardInputs): Tile[] {
  const rows = progress?.of === "labs" ? progress.rows : [];
  const isAtWork = progress?.isOver === false;
  const ids = new Set([
    ...(isAtWork || !stacks ? rows.map(({ key }) => key) : []),
    ...(stacks?.labs ?? []),
  ]);
  const known = catalogue.filter(({ id }) => ids.has(id));
  return known.map(({ id, title }) => {
    const row = rows.find(({ key }) => key === id);
    const own = checks[id];
    const summary = summaryOf(own ? { [id]: own } : {});
    const shown =
      row !== undefined && (isAtWork || !stacks) ? row : { state: "up" as const, what: "" };
    // The tile is the lab: its checks do not name it again.
    return { title, checks: summary && { ...summary, labs: [] }, ...shown, key: id };
  });
}
