import type { Result } from "./run-checks.ts";

/** What the checks of one student's stack have shown. */
export interface StudentChecks {
  /** Lab by lab; empty where none could be run. */
  readonly results: readonly Result[];
  /** Why none could be run. */
  readonly reason?: string;
  /** As `check` of this stack alone would end. */
  readonly exitCode: number;
}

/** The same of a class, by student: what `check --class NAME --json` prints. */
export type ClassChecks = Readonly<Record<string, StudentChecks>>;
