import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { end, identify, isRunning, type ProcessId } from "./processes.ts";
import { PROJECT } from "./project.ts";

/** In the environment of all that a command of ours starts: by it, what outlives a kill is known to be ours. */
const MARK = "AWS_CLASS_COMMAND";

/** This command, for the environment of what it starts. */
export const mark = (): Record<string, string> => {
  const { pid, started } = identify(process.pid) ?? { pid: process.pid, started: "" };
  return { [MARK]: JSON.stringify([PROJECT, pid, started]) };
};

/** How long a process may take to end. */
const PATIENCE_MS = 5000;

/** A process that a command of this project has started, and that has lost it. */
export interface Outlived {
  readonly id: ProcessId;
  /** What runs, as it was called. */
  readonly program: string;
  readonly args: readonly string[];
}

/** Those of a program that are still at work. @param program its name, whatever folder it is in */
export const outlivedOf = (program: string): readonly Outlived[] =>
  outlived().filter((each) => path.basename(each.program) === program);

/**
 * Ends what a killed Pulumi has left running: policy packs and language hosts, which wait for it for ever. Nothing is ended
 * while a Pulumi of the same command is still at work, and nothing that does not carry this project's mark. Only where the
 * system shows the environment of processes, as Linux does.
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

/** Project, number and start of the command that has marked a process. */
const OWNER = z.tuple([z.string(), z.number(), z.string()]);

/** Whether the command that has marked a process was this project's, and is gone. What is not a mark of ours says neither. */
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
    return ""; // it has just ended, or is somebody else's
  }
}
