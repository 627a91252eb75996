import { ExplainedError } from "../../lib/errors.ts";
import { outlivedOf } from "../../lib/outlived.ts";
import { poll } from "../../lib/poll.ts";
import { isRunning, type ProcessId } from "../../lib/processes.ts";
import { type Report, step } from "../../lib/progress.ts";

/** A Pulumi process whose command was killed keeps running and does not end. */
export class OrphanError extends ExplainedError {}

/** A Pulumi process whose command was killed. */
export interface Orphan {
  readonly id: ProcessId;
  /** What it is doing: `up dev-s01`. @default not known */
  readonly work?: string;
}

/** How long to wait for it. */
export interface Patience {
  /** Until it ends by itself: as long as AWS's slowest resources, such as databases, take. */
  readonly endMs: number;
  /** Until it ends after it was told to stop: it completes what it has started, and writes its state. */
  readonly stopMs: number;
  readonly pauseMs: number;
}

const PATIENCE: Patience = { endMs: 15 * 60_000, stopMs: 5 * 60_000, pauseMs: 250 };

/**
 * Waits for each Pulumi process that a killed command of this project has left running on a stack: if it were killed, what it is
 * creating would be in no state. Works only where the system shows the environment of processes, as Linux does.
 *
 * @param isMeant whether to wait for a stack
 * @throws OrphanError when one does not end, although it was told to stop
 */
export function orphansDone(isMeant: (stack: string) => boolean, report: Report): Promise<void> {
  const orphans = outlivedOf("pulumi").flatMap(({ id, args }) => {
    const stack = args.find(isMeant);
    return stack === undefined ? [] : [{ id, work: `${args[0] ?? ""} ${stack}` }];
  });
  return allDone(orphans, report);
}

/** The same for known processes. */
export async function allDone(
  orphans: readonly Orphan[],
  report: Report,
  { endMs, stopMs, pauseMs }: Patience = PATIENCE,
): Promise<void> {
  const left = () => orphans.filter(({ id }) => isRunning(id));
  const untilNone = (limitMs: number) =>
    poll(() => (left().length === 0 ? true : undefined), { limitMs, pauseMs });
  if (left().length === 0) return;
  const minutes = Math.round(endMs / 60_000);
  await step(
    report,
    `A run was killed, but its Pulumi process is still running (${described(left())}): waiting for it, ${minutes} minutes at most`,
    () => untilNone(endMs),
  );
  if (left().length === 0) return;
  for (const { id } of left()) process.kill(id.pid, "SIGINT");
  await step(
    report,
    `Asking it to stop after the operations in progress: ${described(left())}`,
    () => untilNone(stopMs),
  );
  if (left().length === 0) return;
  throw new OrphanError(
    `The Pulumi process of a killed run does not stop: ${described(left())}. Nothing was changed.\n` +
      "  fix: wait until it has finished, then run this again; if it hangs, kill it: resources that it is creating may then exist on AWS and in no stack",
  );
}

const described = (orphans: readonly Orphan[]): string =>
  orphans
    .map(({ id, work }) => `${work === undefined ? "" : `${work}, `}process ${id.pid}`)
    .join("; ");
