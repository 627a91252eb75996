import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { poll } from "./poll.ts";

/** A process as it can be found again: a number alone is given to others after it ended. */
export interface ProcessId {
  readonly pid: number;
  /** When it started, as the system says it. */
  readonly started: string;
}

/** How a running process is known later; undefined when there is none of that number. */
export function identify(pid: number): ProcessId | undefined {
  const started = process.platform === "linux" ? startTicks(pid) : startDate(pid);
  return started === undefined ? undefined : { pid, started };
}

/** Whether that very process still runs. */
export const isRunning = (id: ProcessId): boolean => identify(id.pid)?.started === id.started;

/** Field 22 of /proc/PID/stat, counted behind the name, which may hold spaces and parentheses. */
function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const [state, ...fields] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return state === "Z" ? undefined : fields[18];
  } catch {
    return undefined; // no such process
  }
}

/** The same where there is no /proc. */
export function startDate(pid: number): string | undefined {
  try {
    const ps = execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], {
      encoding: "utf8",
      // A date as every terminal and every clock's job writes it, whatever language and time zone they are in.
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
      stdio: ["ignore", "pipe", "ignore"],
    });
    return ps.trim() || undefined;
  } catch {
    return undefined; // ps fails when there is no such process
  }
}

/** Asks a process to end, and ends it when it has not done so within `patienceMs`. */
export async function end(id: ProcessId, signal: "SIGINT" | "SIGTERM", patienceMs: number) {
  if (!isRunning(id)) return;
  process.kill(id.pid, signal);
  const ended = await poll(() => (isRunning(id) ? undefined : true), {
    limitMs: patienceMs,
    pauseMs: 100,
  });
  if (ended === undefined && isRunning(id)) process.kill(id.pid, "SIGKILL");
}
