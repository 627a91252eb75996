import type { Operation } from "./operation.ts";

/** Shows an operation while it is at work. */
export interface Display {
  /** Says something that stays. @param short the same where there is little room */
  say(text: string, short?: string): void;
  /** Shows how far it is. */
  update(operation: Operation, now: number): void;
  /** Shows what it has done. */
  end(operation: Operation, now: number): void;
}

/** Where a display writes: standard output. */
export interface Output {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
  write(text: string): unknown;
}

/** Whether lines can be written again there. */
export const isScreen = (
  { isTTY = false }: Output,
  { TERM, NO_COLOR }: NodeJS.ProcessEnv,
): boolean => isTTY && TERM !== "dumb" && !NO_COLOR;
