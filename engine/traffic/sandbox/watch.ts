import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statfsSync,
  statSync,
} from "node:fs";
import type { LimitName, Limits } from "./limits.ts";

/** A sandbox's current resource usage. */
export interface Usage {
  readonly processes: number;
  readonly memoryMiB: number;
  /** Parts of the processes' address spaces, and locks of files, as far as they were counted. */
  readonly mappings: number;
  readonly locks: number;
  /** Files, folders and links on its disk. */
  readonly files: number;
}

/**
 * A sandbox's current usage, from its own /proc.
 *
 * @param first pid of its first process
 * @param most mappings and locks are not counted further than this
 * @returns undefined when that has ended, or is not in its own root yet
 */
export function usage(first: number, most: Pick<Limits, "mappings" | "locks">): Usage | undefined {
  const root = `/proc/${first}/root`;
  try {
    if (statSync(root).dev === statSync("/").dev) return undefined;
    const { files, ffree } = statfsSync(root);
    const processes = readdirSync(`${root}/proc`).filter((name) => /^\d+$/.test(name));
    let [memoryKiB, mappings] = [0, 0];
    for (const name of processes) {
      memoryKiB += memoryOf(`${root}/proc/${name}/status`);
      mappings += countLines(`${root}/proc/${name}/maps`, most.mappings - mappings);
    }
    return {
      ...{ processes: processes.length, memoryMiB: memoryKiB / 1024, files: files - ffree },
      ...{ mappings, locks: countLines(`${root}/proc/locks`, most.locks) },
    };
  } catch {
    return undefined;
  }
}

/** In KiB: what is resident, what is swapped out, and the tables that say where it is. */
function memoryOf(status: string): number {
  try {
    const sizes = readFileSync(status, "utf8").matchAll(/^Vm(?:RSS|Swap|PTE):\s+(\d+)/gm);
    return [...sizes].reduce((sum, [, size]) => sum + Number(size), 0);
  } catch {
    return 0; // it has ended in the meantime
  }
}

const BUFFER = Buffer.alloc(64 * 1024);

/** A file's lines, as far as there are more than `most`: who has made millions of them would keep this process waiting. */
function countLines(file: string, most: number): number {
  let lines = 0;
  try {
    const open = openSync(file, "r");
    try {
      for (let bytes = -1; bytes !== 0 && lines <= most;) {
        bytes = readSync(open, BUFFER);
        for (let at = BUFFER.indexOf(10); at !== -1 && at < bytes; at = BUFFER.indexOf(10, at + 1))
          lines += 1;
      }
    } finally {
      closeSync(open);
    }
  } catch {
    return lines; // it has ended in the meantime
  }
  return lines;
}

/** The exceeded limit; for processes, the reached one, because the kernel does not allow more. */
export function exceeded(used: Usage, limits: Limits): LimitName | undefined {
  if (used.processes >= limits.processes) return "processes";
  if (used.memoryMiB > limits.memoryMiB || used.mappings > limits.mappings) return "memory";
  if (used.locks > limits.locks) return "locks";
  if (used.files > limits.files) return "disk";
  return undefined;
}

/** Kills a process. @returns false when it has already ended */
export function killed(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}
