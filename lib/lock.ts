import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { makeFolder } from "./files.ts";
import { hasEnded, identify, isHere, type ProcessId } from "./processes.ts";
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
    else if (hasEnded(owner, owner.notedMs)) remove(lock, owner);
    else await step(report, `Waiting for ${described(owner, lock)}`, () => releaseBy(lock, owner));
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

const described = (owner: ProcessId, lock: string): string =>
  isHere(owner)
    ? `process ${owner.pid}, which holds ${path.basename(lock)}`
    : `process ${owner.pid} of another machine or container; if it no longer exists: rm -r ${lock}`;

/** Waits until the lock is free, is held by another process, or its owner is dead. */
async function releaseBy(lock: string, owner: ProcessId): Promise<void> {
  for (let now = ownerOf(lock); now?.pid === owner.pid; now = ownerOf(lock)) {
    if (hasEnded(now, now.notedMs)) return;
    await sleep(RETRY_MS);
  }
}

/** Takes the lock when it is free. The folder is created together with its owner's name, so a lock always has an owner. */
function acquire(lock: string): boolean {
  makeFolder(path.dirname(lock));
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

/** Who holds a lock, and since when. */
type Owner = ProcessId & { readonly notedMs: number };

/** @returns undefined when the lock has been released in the meantime */
function ownerOf(lock: string): Owner | undefined {
  const file = path.join(lock, OWNER);
  try {
    const owner = JSON.parse(readFileSync(file, "utf8")) as ProcessId;
    return { ...owner, notedMs: statSync(file).mtimeMs };
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
