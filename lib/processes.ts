import { execFileSync } from "node:child_process";
import { readFileSync, readlinkSync } from "node:fs";
import os from "node:os";
import { poll } from "./poll.ts";

/** Identifies a process. The number alone is not enough: the system reuses it after the process has ended. */
export interface ProcessId {
  readonly pid: number;
  /** Its start time, in the system's format. */
  readonly started: string;
  /** Where its number is valid: `BOOT NAMESPACE`. Left out by an older version. */
  readonly place?: string | undefined;
}

/** Identifies a running process; undefined when no process has this number. */
export function identify(pid: number): ProcessId | undefined {
  const started = process.platform === "linux" ? startTicks(pid) : startDate(pid);
  return started === undefined ? undefined : { pid, started, place: here() };
}

/** Whether exactly this process is running, where we can see it. */
export const isRunning = ({ pid, started, place = here() }: ProcessId): boolean =>
  place === here() && identify(pid)?.started === started;

/**
 * Whether a process that left a note is known to have ended. A process of another machine or container cannot be seen: it counts
 * as running, unless the note is older than this machine's start, and therefore its own.
 *
 * @param notedMs the time of the note; Infinity where other machines leave notes, too, and older notes say nothing
 */
export function hasEnded(id: ProcessId, notedMs: number): boolean {
  const { place } = id;
  if (place === undefined) return notedMs !== Infinity && !isRunning(id);
  if (place === here()) return !isRunning(id);
  return bootOf(place) !== bootOf(here()) && notedMs < Date.now() - os.uptime() * 1000;
}

/** Whether a process is one that we can see: of this machine and container. */
export const isHere = ({ place = here() }: ProcessId): boolean => place === here();

const bootOf = (place: string): string | undefined => place.split(" ")[0];

let known: string | undefined;

/**
 * Where process numbers are valid. Machines and containers may share a host name, but not the id of their boot, and containers of
 * one machine have namespaces of their own.
 */
const here = (): string => (known ??= `${bootId()} ${namespace()}`);

function bootId(): string {
  try {
    return process.platform === "linux"
      ? readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()
      : execFileSync("sysctl", ["-n", "kern.bootsessionuuid"], { encoding: "utf8" }).trim();
  } catch {
    return os.hostname();
  }
}

function namespace(): string {
  try {
    return readlinkSync("/proc/self/ns/pid");
  } catch {
    return ""; // a system without them, where the boot alone identifies the machine: its host name changes with the network
  }
}

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
