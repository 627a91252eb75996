import type { Progress } from "../local/progress-notes.ts";
import type { BoardInputs } from "./board-inputs.ts";
import { isAtWork, labTiles, studentTiles, type Tile } from "./tiles.ts";

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
    if (!isAtWork(state)) {
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
