import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** What the system says of a process; empty when it has just ended, or is somebody else's. */
function said(proc: string, pid: number, file: "status" | "smaps_rollup"): string {
  try {
    return readFileSync(path.join(proc, String(pid), file), "utf8");
  } catch {
    return "";
  }
}

const numberIn = (text: string, name: string): number | undefined => {
  const found = new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1];
  return found === undefined ? undefined : Number(found);
};

/**
 * The memory of a process and of all that it has started, in bytes: the proportional set size, which counts what
 * processes share once.
 *
 * @param proc where the system shows its processes
 */
export function treeMemory(root: number, proc = "/proc"): number {
  return treeOf(root, proc).reduce(
    (sum, pid) => sum + (numberIn(said(proc, pid, "smaps_rollup"), "Pss") ?? 0) * 1024,
    0,
  );
}

/** A process and its descendants. */
function treeOf(root: number, proc: string): number[] {
  const pids = readdirSync(proc)
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const children = Map.groupBy(pids, (pid) => numberIn(said(proc, pid, "status"), "PPid"));
  const below = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(below)];
  return below(root);
}
