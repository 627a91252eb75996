import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { end, identify, isRunning, type ProcessId } from "./processes.ts";
import { PROJECT } from "./project.ts";

/**
 * An environment variable of every process that our commands start. It identifies a process that is still running after its
 * command was killed.
 */
const MARK = "AWS_CLASS_COMMAND";

/** This command's value of the variable, for the environment of the processes that it starts. */
export const mark = (): Record<string, string> => {
  const { pid, started } = identify(process.pid) ?? { pid: process.pid, started: "" };
  return { [MARK]: JSON.stringify([PROJECT, pid, started]) };
};

/** How long to wait for a process to end. */
const PATIENCE_MS = 5000;

/** A process that was started by a command of this project which no longer runs. */
export interface Outlived {
  readonly id: ProcessId;
  /** The command line of the process. */
  readonly program: string;
  readonly args: readonly string[];
}

/** The processes of a program that are still running. @param program its name, in whatever folder */
export const outlivedOf = (program: string): readonly Outlived[] =>
  outlived().filter((each) => path.basename(each.program) === program);

/**
 * Ends what a killed Pulumi has left running: policy packs and language hosts, which would wait for it forever. It ends
 * nothing while a Pulumi of the same command is still running, and no process without this project's mark. It works only where
 * the system shows the environment of processes, as Linux does.
 *
 * @param engine Pulumi's executable
 * @returns what was ended
 */
export async function endOutlived(engine: string): Promise<readonly string[]> {
  const ended: string[] = [];
  for (const [, group] of Map.groupBy(outlived(), ({ owner }) => owner)) {
    if (group.some(({ program }) => path.basename(program) === path.basename(engine))) continue;
    for (const { id, program } of group) {
      await end(id, "SIGTERM", PATIENCE_MS);
      ended.push(`${path.basename(program)} (process ${id.pid})`);
    }
  }
  return ended;
}

function outlived(): (Outlived & { readonly owner: string })[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const pid = Number(name);
      const owner = variable(pid, MARK);
      const id = identify(pid);
      if (owner === undefined || id === undefined || !isLost(owner)) return [];
      const [program = "", ...args] = read(pid, "cmdline").split("\0");
      return [{ id, owner, program, args }];
    });
}

/** The project, process number and start time of the command that marked a process. */
const OWNER = z.tuple([z.string(), z.number(), z.string()]);

/** Whether the command that marked a process belonged to this project and has ended. False for a mark that is not ours. */
function isLost(owner: string): boolean {
  const { data } = OWNER.safeParse(parsed(owner));
  if (data === undefined) return false;
  const [project, pid, started] = data;
  return project === PROJECT && !isRunning({ pid, started });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const variable = (pid: number, name: string): string | undefined =>
  read(pid, "environ")
    .split("\0")
    .find((each) => each.startsWith(`${name}=`))
    ?.slice(name.length + 1);

function read(pid: number, file: "environ" | "cmdline"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return ""; // the process has just ended, or belongs to another user
  }
}
