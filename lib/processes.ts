import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { poll } from "./poll.ts";

/** Identifies a process. The number alone is not enough: the system reuses it after the process has ended. */
export interface ProcessId {
  readonly pid: number;
  /** Its start time, in the system's format. */
  readonly started: string;
}

/** Identifies a running process; undefined when no process has this number. */
export function identify(pid: number): ProcessId | undefined {
  const started = process.platform === "linux" ? startTicks(pid) : startDate(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether exactly this process is still running. */
export const isRunning = (id: ProcessId): boolean => identify(id.pid)?.started === id.started;

/** Field 22 of /proc/PID/stat, counted after the name, which may contain spaces and parentheses. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : fields[18];
  } catch {
    return undefined; // no such process
  }
}

/** The start time on systems without /proc. */
export function startDate(pid: number): string | undefined {
  try {
    const ps = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      // A fixed date format: terminals and cron jobs may differ in language and time zone.
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return ps.trim() || undefined;
  } catch {
    return undefined; // ps fails when there is no such process
  }
}

/** Asks a process to end, and kills it when it has not ended within `patienceMs`. */
export async function end(id: ProcessId, signal: "SIGINT" | "SIGTERM", patienceMs: number) {
  if (!isRunning(id)) return;
  process.kill(id.pid, signal);
  const ended = await poll(() => (isRunning(id) ? undefined : true), {
    limitMs: patienceMs,
    pauseMs: 100,
  });
  if (ended === undefined && isRunning(id)) process.kill(id.pid, "SIGKILL");
}
