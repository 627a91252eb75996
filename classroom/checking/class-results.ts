import type { Result } from "./run-checks.ts";

/** Results of the checks of one student's stack. */
export interface StudentChecks {
  /** By lab; empty when no check could run. */
  readonly results: readonly Result[];
  /** Why no check could run. */
  readonly reason?: string;
  /** The exit code of `check` for this stack alone. */
  readonly exitCode: number;
}

/** The same for a class, by student: what `check --class NAME --json` prints. */
export type ClassChecks = Readonly<Record<string, StudentChecks>>;
