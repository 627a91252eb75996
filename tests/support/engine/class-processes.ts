import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { identify, isRunning, type ProcessId } from "../../../lib/processes.ts";

/** Every process of a folder's class, known by its environment. */
export function processesOf(folder: string): ProcessId[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => about(pid, "environ").includes(`AWS_CLASS_FOLDER=${folder}\0`))
    .flatMap((pid) => identify(pid) ?? []);
}

function about(pid: number, file: "environ" | "cmdline"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // it has just ended, or is somebody else's
  }
}

export const commandLine = ({ pid }: ProcessId): string =>
  about(pid, "cmdline").replaceAll("\0", " ");

/** Pulumi's language host asks every five minutes whether its engine still lives, and ends then. */
export const isLanguageHost = (id: ProcessId): boolean =>
  commandLine(id).includes("pulumi-language-nodejs");

/** Kills a process, which may have ended by itself since it was listed: its parent's death ends many. */
export function kill(id: ProcessId): void {
  try {
    process.kill(id.pid, "SIGKILL");
  } catch (error) {
    if (isRunning(id)) throw error;
  }
}

export const gone = async (id: ProcessId): Promise<void> => {
  while (isRunning(id)) await sleep(20);
};
