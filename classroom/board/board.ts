import { catalogue } from "../../labs/catalogue.ts";
import type { Text } from "../../labs/contract/text.ts";
import { type ChecksSummary, type LastChecks, summaryOf } from "../checking/last-checks.ts";
import type { StudentStatus } from "../class-status/class-status.ts";
import type { Progress, ProgressRow } from "../local/progress-notes.ts";

/** What is known of a class at a moment, from wherever it comes. */
export interface Known {
  /** How far the last command is that changed it from this machine. */
  readonly progress: Progress | undefined;
  /** Checks of the class's own labs. */
  readonly checks: LastChecks;
  /** Checks of students' labs, by student. */
  readonly studentChecks: ReadonlyMap<string, LastChecks>;
  /** What the stacks say of themselves; undefined until they were asked. */
  readonly said: Said | undefined;
  /** Why they cannot be asked at this moment. */
  readonly problem?: string | undefined;
}

/** What the stacks of a class say of themselves. */
export interface Said {
  readonly className: string;
  readonly expires: string | undefined;
  /** USD. */
  readonly spent: number | undefined;
  /** USD. */
  readonly perHour: number | undefined;
  /** The class's own labs that are up. */
  readonly labs: readonly string[];
  readonly students: Readonly<Record<string, StudentStatus>>;
}

/** A lab, or a student's stack. */
export interface Tile {
  readonly key: string;
  /** Of a lab. */
  readonly title?: Text | undefined;
  readonly state: ProgressRow["state"] | StudentStatus["state"];
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  /** What it waits for, or why it has failed. */
  readonly what: string;
  readonly checks: ChecksSummary | undefined;
  /** For how many minutes nothing has come of it, where that is long. */
  readonly stuckMinutes?: number | undefined;
}

/** What a board shows. */
export interface Board {
  readonly of: Progress["of"];
  readonly className: string | undefined;
  readonly expires: string | undefined;
  readonly spent: number | undefined;
  readonly perHour: number | undefined;
  readonly tiles: readonly Tile[];
  readonly problem: string | undefined;
}

/** So long nothing comes of what is at work without a word. */
const STUCK_MINUTES = 10;
const MINUTE_MS = 60_000;

/** Puts together what is known, and remembers since when nothing has come of what is at work. */
export class BoardModel {
  readonly #since = new Map<string, { readonly done: number; readonly at: number }>();

  /** @param now in milliseconds since 1970 */
  at(known: Known, now: number): Board {
    const { said, progress, problem } = known;
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
      ...{ className: said?.className, expires: said?.expires, problem },
      ...{ spent: said?.spent, perHour: said?.perHour, tiles },
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

const hasStudents = ({ said, progress }: Known): boolean =>
  Object.keys(said?.students ?? {}).length > 0 ||
  (said === undefined && progress?.of === "students");

function studentTiles({ progress, said, studentChecks }: Known): Tile[] {
  const rows = progress?.of === "students" ? progress.rows : [];
  const students = said?.students ?? {};
  const ids = new Set([...rows.map(({ key }) => key), ...Object.keys(students)]);
  return [...ids].sort().map((key) => {
    const row = rows.find((each) => each.key === key);
    const status = students[key];
    const checks = summaryOf(studentChecks.get(key) ?? {}) ?? status?.checks;
    return { key, checks, ...stateOf(row, progress, status) };
  });
}

/** A command that is at work knows best; once it is over, the stack itself does. */
function stateOf(
  row: ProgressRow | undefined,
  progress: Progress | undefined,
  status: StudentStatus | undefined,
): Pick<Tile, "state" | "done" | "total" | "what"> {
  if (row !== undefined && (progress?.isOver === false || status === undefined)) return row;
  return { state: status?.state ?? "unknown", what: status?.reason ?? "" };
}

function labTiles({ progress, said, checks }: Known): Tile[] {
  const rows = progress?.of === "labs" ? progress.rows : [];
  const isAtWork = progress?.isOver === false;
  const ids = new Set([
    ...(isAtWork || !said ? rows.map(({ key }) => key) : []),
    ...(said?.labs ?? []),
  ]);
  const known = catalogue.filter(({ id }) => ids.has(id));
  return known.map(({ id, title }) => {
    const row = rows.find(({ key }) => key === id);
    const own = checks[id];
    const shown =
      row !== undefined && (isAtWork || !said) ? row : { state: "up" as const, what: "" };
    return { ...{ title, checks: summaryOf(own ? { [id]: own } : {}) }, ...shown, key: id };
  });
}
