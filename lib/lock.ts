import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, type ProcessId } from "./processes.ts";
import { step, type Report } from "./progress.ts";

const OWNER = "owner.json";

const RETRY_MS = 200;

/**
 * Runs `work` while no other process holds `lock`, a folder that exists while the lock is held. A lock that a killed process
 * left behind is taken over.
 */
export async function withLock<T>(
  lock: string,
  report: Report,
  work: () => Promise<T>,
): Promise<T> {
  while (!acquire(lock)) {
    const owner = ownerOf(lock);
    if (!owner)
      await sleep(RETRY_MS); // released in the meantime
    else if (!isRunning(owner)) remove(lock, owner);
    else
      await step(
        report,
        `Waiting for process ${owner.pid}, which holds ${path.basename(lock)}`,
        () => releaseBy(lock, owner),
      );
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

/** Waits until the lock is free, is held by another process, or its owner is dead. */
async function releaseBy(lock: string, owner: ProcessId): Promise<void> {
  while (ownerOf(lock)?.pid === owner.pid && isRunning(owner)) await sleep(RETRY_MS);
}

/** Takes the lock when it is free. The folder is created together with its owner's name, so a lock always has an owner. */
function acquire(lock: string): boolean {
  mkdirSync(path.dirname(lock), { recursive: true });
  const mine = mkdtempSync(`${lock}-`);
  writeFileSync(path.join(mine, OWNER), JSON.stringify(identify(process.pid)));
  try {
    renameSync(mine, lock); // fails when the lock exists, because that folder is not empty
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true });
    if (isCode(error, "ENOTEMPTY", "EEXIST")) return false;
    throw error;
  }
}

/** @returns undefined when the lock has been released in the meantime */
function ownerOf(lock: string): ProcessId | undefined {
  try {
    return JSON.parse(readFileSync(path.join(lock, OWNER), "utf8")) as ProcessId;
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** Removes the lock of a dead owner, unless another process has already taken it. */
function remove(lock: string, dead: ProcessId): void {
  const aside = `${lock}-dead-${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  const owner = ownerOf(aside);
  if (owner?.pid === dead.pid && owner.started === dead.started) rmSync(aside, { recursive: true });
  else renameSync(aside, lock);
}

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && "code" in error && codes.includes(String(error.code));
