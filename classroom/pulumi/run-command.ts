import type { Engine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import { endOutlived, mark } from "../../lib/outlived.ts";
import { quick } from "../../lib/progress.ts";
import { type Listener, talk } from "../../lib/spawn.ts";
import type { StackPlace, StackWatch } from "./stack-place.ts";

/** What follows a command. */
export interface Started {
  /** Takes what the command prints. @default it goes to the user's terminal */
  readonly listener?: Listener | undefined;
  /** Whether it changes what the stack has: when we are killed it goes on to its end, or what it makes is in no state. @default false */
  readonly changes?: boolean;
  /** Is notified of a process that changes the stack; others may run beside it. @default nobody */
  readonly watch?: StackWatch | undefined;
}

export interface CommandEnd {
  readonly code: number;
  /** Whether a signal has ended it. */
  readonly interrupted: boolean;
}

/**
 * Waits for a command that is only asked, which takes a second: when its backend does not answer, it is said on stderr what is
 * waited for. Of the arguments only the command's name is shown: another may be a secret.
 */
export const patiently = <T>(args: readonly string[], work: () => Promise<T>): Promise<T> => {
  const end = args.findIndex((arg) => arg.startsWith("-"));
  const name = args.slice(0, end < 0 ? 2 : Math.min(end, 2)).join(" ");
  return quick(console.error, `Waiting for the backend of Pulumi: pulumi ${name}`, work);
};

/** Once in a command: what the last one has left. */
let tidied: Promise<void> | undefined;

async function tidy(engine: string): Promise<void> {
  const ended = await endOutlived(engine);
  if (ended.length > 0)
    console.error(`Stopped what a killed Pulumi has left running: ${ended.join(", ")}`);
}

/** Runs one of Pulumi's commands to its end. */
export async function runCommand(
  engine: Engine,
  { env }: Pick<StackPlace, "env">,
  args: readonly string[],
  { listener, changes = false, watch }: Started,
): Promise<CommandEnd> {
  await (tidied ??= tidy(engine.command));
  const { code, interrupted } = await talk({
    command: engine.command,
    args,
    cwd: PROJECT,
    // Debug commands: for the event log.
    env: { ...engine.env, PULUMI_DEBUG_COMMANDS: "true", ...env, ...mark() },
    listener,
    detached: true,
    outlives: changes,
    runs: (pid) => watch?.runs(pid),
  });
  return { code: code ?? 1, interrupted: code === undefined || (interrupted && code !== 0) };
}
