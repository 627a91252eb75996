import type { Engine } from "../../../engine/engine.ts";
import { PROJECT } from "../../../lib/project.ts";
import { endOutlived, mark } from "../../../lib/outlived.ts";
import { quick } from "../../../lib/progress.ts";
import { type Listener, talk } from "../../../lib/spawn.ts";
import { noteProcess } from "./noted-processes.ts";
import type { StackPlace, StackWatch } from "../stack-place.ts";

/** Options of a command. */
export interface Started {
  /** Gets the command's output. @default it goes to the user's terminal */
  readonly listener?: Listener | undefined;
  /**
   * Whether it changes the stack: if this process is killed, it continues to its end, or what it creates would be in no state, and
   * its lock would stay. @default false
   */
  readonly changes?: boolean;
  /** Notified of a process that changes the stack; others may run at the same time. @default none */
  readonly watch?: StackWatch | undefined;
  /** Variables in addition to the stack's. @default none */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

export interface CommandEnd {
  readonly code: number;
  /** Whether a signal ended it. */
  readonly interrupted: boolean;
}

/**
 * Waits for a read-only command, which takes a second. When its backend does not answer, stderr shows what is waited for: only
 * the command's name, because its arguments may contain a secret.
 */
export const patiently = <T>(args: readonly string[], work: () => Promise<T>): Promise<T> => {
  const end = args.findIndex((arg) => arg.startsWith("-"));
  const name = args.slice(0, end < 0 ? 2 : Math.min(end, 2)).join(" ");
  return quick(console.error, `Waiting for the backend of Pulumi: pulumi ${name}`, work);
};

/** Once in a command: removes what the last one has left. */
let tidied: Promise<void> | undefined;

async function tidy(engine: string): Promise<void> {
  const ended = await endOutlived(engine);
  if (ended.length > 0)
    console.error(`Stopped what a killed Pulumi has left running: ${ended.join(", ")}`);
}

/** Runs a Pulumi command to its end. */
export async function runCommand(
  engine: Engine,
  { env }: Pick<StackPlace, "env">,
  args: readonly string[],
  { listener, changes = false, watch, env: more }: Started,
): Promise<CommandEnd> {
  await (tidied ??= tidy(engine.command));
  let forget = (): void => undefined;
  const { code, interrupted } = await talk({
    command: engine.command,
    args,
    cwd: PROJECT,
    // Debug commands are needed for the event log.
    env: { ...engine.env, PULUMI_DEBUG_COMMANDS: "true", ...env, ...more, ...mark() },
    listener,
    detached: true,
    outlives: changes,
    runs: (pid) => {
      if (changes && pid !== undefined) forget = noteProcess(pid);
      watch?.runs(pid);
    },
  });
  if (code !== undefined) forget(); // a signal may have kept it from removing its lock
  return { code: code ?? 1, interrupted: code === undefined || (interrupted && code !== 0) };
}
