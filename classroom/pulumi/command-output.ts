import type { PolicyReport } from "./engine-event.ts";

/** Options of a command that is run for its output. */
export interface CaptureOptions {
  /** Whether it locks the stack: if this process is killed, it continues to its end, or its lock would stay. @default false */
  readonly locks?: boolean;
  /** Variables in addition to the stack's. @default none */
  readonly env?: NodeJS.ProcessEnv;
}

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
