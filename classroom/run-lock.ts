import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { end, identify, isRunning, type ProcessId } from "../engine/processes.ts";
import type { Report } from "../engine/progress.ts";

/** Somebody else is at work on the same stack. */
export class InUseError extends Error {}

/** Who works on the stack: one of our commands, and the Pulumi command it has started. */
interface Run {
  readonly command: ProcessId;
  readonly child?: ProcessId | undefined;
}

/** How long a Pulumi command without its parent may take to end what it has begun. */
const PATIENCE_MS = 20_000;

const fileIn = (folder: string): string => path.join(folder, "run.json");

/**
 * Does `work` while no other command of ours works on the same folder. A command that was killed holds no lock; a
 * Pulumi command that outlived it is ended first.
 *
 * @throws InUseError when another command is at work
 */
export async function exclusively<T>(
  folder: string,
  report: Report,
  work: () => Promise<T>,
): Promise<T> {
  const last = readRun(folder);
  if (last && isRunning(last.command)) {
    const pid = last.command.pid;
    throw new InUseError(
      `another command (process ${pid}) is at work on this stack: wait for it, or stop it`,
    );
  }
  if (last?.child && isRunning(last.child)) {
    report(`The last run was killed, but not its Pulumi (process ${last.child.pid}): ending it`);
    await end(last.child, "SIGINT", PATIENCE_MS);
  }
  mkdirSync(folder, { recursive: true });
  writeRun(folder, { command: self() });
  try {
    return await work();
  } finally {
    rmSync(fileIn(folder), { force: true });
  }
}

/** Notes which Pulumi command is running, so that the next run can find it when this one is killed. */
export function noteChild(folder: string, pid: number | undefined): void {
  writeRun(folder, { command: self(), child: pid === undefined ? undefined : identify(pid) });
}

function self(): ProcessId {
  const id = identify(process.pid);
  if (!id) throw new Error(`the system does not know process ${process.pid}`);
  return id;
}

function readRun(folder: string): Run | undefined {
  if (!existsSync(fileIn(folder))) return undefined;
  try {
    return JSON.parse(readFileSync(fileIn(folder), "utf8")) as Run;
  } catch {
    return undefined; // killed while writing: then nothing had begun
  }
}

const writeRun = (folder: string, run: Run): void => {
  writeFileSync(fileIn(folder), JSON.stringify(run));
};
