import { readdirSync, readFileSync, statfsSync, statSync } from "node:fs";
import type { LimitName, Limits } from "./limits.ts";

/** A sandbox's current resource usage. */
export interface Usage {
  readonly processes: number;
  readonly memoryMiB: number;
  /** Files, folders and links on its disk. */
  readonly files: number;
}

/**
 * A sandbox's current usage, from its own /proc.
 *
 * @param first pid of its first process
 * @returns undefined when that has ended, or is not in its own root yet
 */
export function usage(first: number): Usage | undefined {
  const root = `/proc/${first}/root`;
  try {
    if (statSync(root).dev === statSync("/").dev) return undefined;
    const { files, ffree } = statfsSync(root);
    const sizes = readdirSync(`${root}/proc`)
      .filter((name) => /^\d+$/.test(name))
      .map((name) => residentKiB(`${root}/proc/${name}/status`));
    const memoryMiB = sizes.reduce((sum, size) => sum + size, 0) / 1024;
    return { processes: sizes.length, memoryMiB, files: files - ffree };
  } catch {
    return undefined;
  }
}

function residentKiB(file: string): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, "utf8"))?.[1] ?? 0);
  } catch {
    return 0; // it has ended in the meantime
  }
}

/** The exceeded limit; for processes, the reached one, because the kernel does not allow more. */
export function exceeded(used: Usage, limits: Limits): LimitName | undefined {
  if (used.processes >= limits.processes) return "processes";
  if (used.memoryMiB > limits.memoryMiB) return "memory";
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
