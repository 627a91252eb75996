import { existsSync, readFileSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { withLock } from "../../lib/lock.ts";
import { end, hasEnded, identify, isHere, isRunning, type ProcessId } from "../../lib/processes.ts";
import { type Report, step } from "../../lib/progress.ts";
import { allDone } from "./orphans.ts";

/** Another command works on the same stack. */
export class InUseError extends ExplainedError {}

/** A run on the stack: one of our commands, and the Pulumi command it has started. */
interface Run {
  readonly command: ProcessId;
  /** The called command: `up`. Left out by other versions of this program. */
  readonly called?: string | undefined;
  readonly child?: ProcessId | undefined;
}

/** How long a Pulumi process that was told to stop may take to finish. */
const PATIENCE_MS = 20_000;

/**
 * What happens to a Pulumi process that has outlived its command: it is told to stop, or waited for if what it creates must be in
 * the state.
 */
export type OrphanEnd = "told to end" | "waited for";

export interface ExclusiveOptions {
  /** @default "told to end" */
  readonly orphanIs?: OrphanEnd;
  /** Whether other machines work on the folder, too: then only the end of a command of this one is known. @default false */
  readonly isShared?: boolean;
}

const fileIn = (folder: string): string => path.join(folder, "run.json");

/**
 * Runs `work` while no other command of ours works on the same folder. A killed command holds no lock, but a Pulumi command
 * that outlived it must end first.
 *
 * @throws InUseError when another command works on it; OrphanError
 */
export async function exclusively<T>(
  folder: string,
  report: Report,
  work: () => Promise<T>,
  { orphanIs = "told to end", isShared = false }: ExclusiveOptions = {},
): Promise<T> {
  const claimed = () => claim(folder, isShared);
  const orphan = await withLock(path.join(folder, "run.lock"), report, claimed);
  if (orphan) {
    await orphanEnd(orphan, orphanIs, report); // if it keeps running, it stays noted
    writeRun(folder, mine());
  }
  try {
    return await work();
  } finally {
    rmSync(fileIn(folder), { force: true });
  }
}

/** Notes this command as the running one. @returns the Pulumi command that the last one has left running */
function claim(folder: string, isShared: boolean): Promise<ProcessId | undefined> {
  const last = readRun(folder);
  if (last && !hasEnded(last.command, isShared ? Infinity : last.notedMs))
    throw new InUseError(inUse(folder, last.command));
  const orphan = last?.child && isRunning(last.child) ? last.child : undefined;
  writeRun(folder, { ...mine(), child: orphan });
  return Promise.resolve(orphan);
}

const inUse = (folder: string, command: ProcessId): string =>
  command.place !== undefined && isHere(command)
    ? `Another command (process ${command.pid}) is working on this stack. Wait for it, or stop it.`
    : `Another command (process ${command.pid}) may be working on this stack: on another machine, in another container, in an older version, or before a restart of this machine. Wait for it; if it was killed: rm ${fileIn(folder)}`;

async function orphanEnd(orphan: ProcessId, how: OrphanEnd, report: Report): Promise<void> {
  if (how === "waited for") {
    await allDone([{ id: orphan }], report);
    return;
  }
  report(
    `The last run was killed, but its Pulumi (process ${orphan.pid}) is still running: stopping it`,
  );
  await end(orphan, "SIGINT", PATIENCE_MS);
}

/** Notes the running Pulumi command, so that the next run can find it if this one is killed. */
export function noteChild(folder: string, pid: number | undefined): void {
  writeRun(folder, { ...mine(), child: pid === undefined ? undefined : identify(pid) });
}

/**
 * Waits until no other command works on a folder's class, and reports which command it waits for.
 *
 * @param pauseMs between two attempts
 */
export async function untilIdle(folder: string, report: Report, pauseMs = 500): Promise<void> {
  for (let run = runningIn(folder); run; run = runningIn(folder)) {
    const { command, called = "another command" } = run;
    const title = `Waiting for ${called} (process ${command.pid}), which is working on this stack`;
    await step(report, title, async () => {
      while (runningIn(folder)?.command.pid === command.pid) await sleep(pauseMs);
    });
  }
}

/** Whether another command works on a folder's stack. */
export const isAtWork = (folder: string): boolean => runningIn(folder) !== undefined;

/** The running command of another process. */
function runningIn(folder: string): NotedRun | undefined {
  const run = readRun(folder);
  if (run === undefined || (isHere(run.command) && run.command.pid === process.pid))
    return undefined;
  return hasEnded(run.command, run.notedMs) ? undefined : run;
}

/** This command, with its name. */
const mine = (): Run => ({ command: self(), called: process.argv[2] });

function self(): ProcessId {
  const id = identify(process.pid);
  if (!id) throw new Error(`the system does not know process ${process.pid}`);
  return id;
}

/** A run, and when it was noted. */
type NotedRun = Run & { readonly notedMs: number };

function readRun(folder: string): NotedRun | undefined {
  const file = fileIn(folder);
  if (!existsSync(file)) return undefined;
  try {
    const run = JSON.parse(readFileSync(file, "utf8")) as Run;
    return { ...run, notedMs: statSync(file).mtimeMs };
  } catch {
    return undefined; // a power failure may leave this; nothing is running then
  }
}

/** Written atomically: a kill must not lose the noted child process. */
const writeRun = (folder: string, run: Run): void => {
  writeWhole(fileIn(folder), JSON.stringify(run));
};
