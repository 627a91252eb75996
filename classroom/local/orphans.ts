import { ExplainedError } from "../../lib/errors.ts";
import { outlivedOf } from "../../lib/outlived.ts";
import { poll } from "../../lib/poll.ts";
import { isRunning, type ProcessId } from "../../lib/processes.ts";
import { type Report, step } from "../../lib/progress.ts";

/** A Pulumi whose command was killed works on, and does not end. */
export class OrphanError extends ExplainedError {}

/** A Pulumi whose command was killed. */
export interface Orphan {
  readonly id: ProcessId;
  /** What it is at: `up dev-s01`. @default not known */
  readonly work?: string;
}

/** How long it is waited for. */
export interface Patience {
  /** For its own end: what takes AWS longest, such as a database. */
  readonly endMs: number;
  /** For its end after it was told to stop: what it has begun it completes, and writes its state. */
  readonly stopMs: number;
  readonly pauseMs: number;
}

const PATIENCE: Patience = { endMs: 15 * 60_000, stopMs: 5 * 60_000, pauseMs: 250 };

/**
 * Waits for each Pulumi that a killed command of this project has left at work on a stack: what it makes would be in no state if
 * it were ended. Only where the system shows the environment of processes, as Linux does.
 *
 * @param isMeant whether a stack is one of those to wait for
 * @throws OrphanError when one does not end, although it was told to stop
 */
export function orphansDone(isMeant: (stack: string) => boolean, report: Report): Promise<void> {
  const orphans = outlivedOf("pulumi").flatMap(({ id, args }) => {
    const stack = args.find(isMeant);
    return stack === undefined ? [] : [{ id, work: `${args[0] ?? ""} ${stack}` }];
  });
  return allDone(orphans, report);
}

/** The same for those that are known. */
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
    `A run was killed, but its Pulumi process is still running (${described(left())}): waiting up to ${minutes} minutes until it has finished`,
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
      "  fix: wait until it has finished, then run this again; if it hangs, kill it: what it is creating may then exist on AWS and in no stack",
  );
}

const described = (orphans: readonly Orphan[]): string =>
  orphans
    .map(({ id, work }) => `${work === undefined ? "" : `${work}, `}process ${id.pid}`)
    .join("; ");
