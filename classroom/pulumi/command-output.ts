import type { PolicyReport } from "./engine-event.ts";

/** The output of a command, and its exit code. */
export interface CommandOutput {
  readonly code: number;
  /** Whether a signal ended it. */
  readonly interrupted: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** The output of a preview, with the reports of the policies in policy/. */
export interface PreviewOutput extends CommandOutput {
  readonly reports: readonly PolicyReport[];
}
