import { catalogue } from "../../labs/catalogue.ts";
import type { Text } from "../../labs/contract/text.ts";
import { type ChecksSummary, summaryOf } from "../checking/last-checks.ts";
import { sinceMade } from "../checking/since-made.ts";
import type { StudentStatus } from "../class-status/class-status.ts";
import type { Progress, ProgressRow } from "../local/progress-notes.ts";
import type { BoardInputs } from "./board-inputs.ts";

/** What the board calls a stack on which a command works, and one that it has finished. */
const WORK = {
  up: { "at work": "coming up", done: "up" },
  down: { "at work": "going down", done: "destroyed" },
  repair: { "at work": "being repaired", done: "up" },
} as const satisfies Readonly<
  Record<Progress["work"], Partial<Record<ProgressRow["state"], string>>>
>;

type Work = (typeof WORK)[Progress["work"]];

/** A tile of the board: a lab, or a student's stack. */
export interface Tile {
  readonly key: string;
  /** Title of the lab; undefined for a student. */
  readonly title?: Text | undefined;
  readonly state:
    Exclude<ProgressRow["state"], keyof Work> | Work[keyof Work] | StudentStatus["state"];
  readonly done?: number | undefined;
  readonly total?: number | undefined;
  /** What it waits for, or why it failed. */
  readonly what: string;
  readonly checks: ChecksSummary | undefined;
  /** Minutes without progress, when that is long. */
  readonly stuckMinutes?: number | undefined;
}

/** Whether a command works on it now. */
export const isAtWork = (state: Tile["state"]): boolean =>
  Object.values(WORK).some((work) => work["at work"] === state);

/** The students of a class. */
export function studentTiles({ progress, stacks, studentChecks }: BoardInputs): Tile[] {
  const rows = progress?.of === "students" ? progress.rows : [];
  const students = stacks?.students ?? {};
  const ids = new Set([...rows.map(({ key }) => key), ...Object.keys(students)]);
  return [...ids].sort().flatMap((key): Tile[] => {
    const status = students[key];
    const row = rows.find((each) => each.key === key);
    const shown = row && shownRow(row, { progress, stacks, isDeployed: status !== undefined });
    if (shown === undefined && status === undefined && stacks !== undefined) return []; // closed
    const noted = sinceMade(studentChecks.get(key) ?? {}, status?.made ?? {}, status?.labs);
    const checks = summaryOf(noted) ?? status?.checks;
    const ofStack = { state: status?.state ?? "unknown", what: status?.reason ?? "" } as const;
    return [{ key, checks, ...(shown ?? ofStack) }];
  });
}

/** The labs of a class without students. */
export function labTiles({ progress, stacks, checks }: BoardInputs): Tile[] {
  const rows = progress?.of === "labs" ? progress.rows : [];
  const deployed = stacks?.labs ?? [];
  return catalogue.flatMap(({ id, title }): Tile[] => {
    const isDeployed = deployed.includes(id);
    const row = rows.find(({ key }) => key === id);
    const shown = row && shownRow(row, { progress, stacks, isDeployed });
    if (shown === undefined && !isDeployed) return [];
    const own = sinceMade(checks, stacks?.made ?? {})[id];
    const summary = summaryOf(own ? { [id]: own } : {});
    // The tile is the lab: its checks do not name it again.
    const shownChecks = summary && { ...summary, labs: [] };
    return [{ key: id, title, checks: shownChecks, ...(shown ?? { state: "up", what: "" }) }];
  });
}

interface Known extends Pick<BoardInputs, "progress" | "stacks"> {
  /** Whether the stacks have it. */
  readonly isDeployed: boolean;
}

/** A command's note, unless the stacks know more: they are asked only from time to time. */
function shownRow(
  { state, done, total, what }: ProgressRow,
  { progress, stacks, isDeployed }: Known,
): Pick<Tile, "state" | "done" | "total" | "what"> | undefined {
  if (progress === undefined) return undefined;
  const { isOver, work, at } = progress;
  // A killed command leaves these.
  if (isOver && ["waiting", "at work", "again later"].includes(state)) return undefined;
  const isNews = stacks === undefined || stacks.at < at;
  if (isOver && !isNews && (isDeployed || state === "done")) return undefined;
  const shown = state === "at work" || state === "done" ? WORK[work][state] : state;
  return { state: shown, done, total, what };
}
