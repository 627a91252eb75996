import type { PolicyReport } from "./engine-event.ts";

/** What a command has printed, and its exit code. */
export interface CommandOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a preview has printed, and what the rules of policy/ report. */
export interface PreviewOutput extends CommandOutput {
  readonly reports: readonly PolicyReport[];
}
