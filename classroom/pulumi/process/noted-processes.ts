import { existsSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../../lib/files.ts";
import { hasEnded, identify } from "../../../lib/processes.ts";
import { PROJECT } from "../../../lib/project.ts";

/**
 * Notes of the Pulumi processes that change stacks, one file each, in the class's folder on this machine. A killed process leaves
 * its note and its lock. The lock has only a host name and a number, which other machines and containers may have, too.
 */
const fileOf = (pid: number): string => {
  const folder = process.env.AWS_CLASS_FOLDER ?? ".class";
  return path.resolve(PROJECT, folder, "pulumi-processes", `${pid}.json`);
};

const NOTE = z.object({
  pid: z.number(),
  started: z.string(),
  place: z.string().optional(),
  /** When the process was started, in milliseconds. */
  noted: z.number(),
});

/** Notes a process that was just started. @returns removes the note, when the process has ended by itself */
export function noteProcess(pid: number): () => void {
  const id = identify(pid);
  if (id === undefined) return () => undefined; // it has ended
  writeWhole(fileOf(id.pid), JSON.stringify({ ...id, noted: Date.now() }));
  return () => {
    rmSync(fileOf(id.pid), { force: true });
  };
}

/** How long after its start a Pulumi process locks its stack, at most: it loads plugins and the state before. */
const LOCKS_WITHIN_MS = 5 * 60_000;

/** Pulumi writes the time of a lock in whole seconds. */
const SECOND_MS = 1000;

/** Whether all locks named in a text are those of Pulumi processes that this machine has started, and that were killed. */
export function isHeldByDead(said: string): boolean {
  const holders = [...said.matchAll(/created by \S+@(\S+) \(pid (\d+)\) at (\S+)/g)];
  return (
    holders.length > 0 &&
    holders.every(
      ([, host, pid, time = ""]) =>
        host === os.hostname() && isKilled(Number(pid), Date.parse(time)),
    )
  );
}

function isKilled(pid: number, lockedMs: number): boolean {
  const file = fileOf(pid);
  if (!existsSync(file)) return false;
  const { noted, ...id } = NOTE.parse(JSON.parse(readFileSync(file, "utf8")));
  const isIts = lockedMs >= noted - SECOND_MS && lockedMs <= noted + LOCKS_WITHIN_MS;
  return isIts && hasEnded(id, noted);
}
