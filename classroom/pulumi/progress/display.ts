import type { Operation } from "./operation.ts";

/** Shows the progress of a running operation. */
export interface Display {
  /** Prints a permanent text. @param short a shorter text for small terminals */
  say(text: string, short?: string): void;
  /** Shows the current progress. */
  update(operation: Operation, now: number): void;
  /** Shows the result. */
  end(operation: Operation, now: number): void;
}

/** Where a display writes: standard output. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

/** Whether lines can be updated in place there. */
export const isScreen = (
  { isTTY = false }: Output,
  { TERM, NO_COLOR }: NodeJS.ProcessEnv,
): boolean => isTTY && TERM !== "dumb" && !NO_COLOR;
