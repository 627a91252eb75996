import { readdirSync, readFileSync } from "node:fs";

/**
 * Whether the same parent already runs another process of `script`. Known only where /proc lists a process's children, as on
 * Linux; elsewhere the answer is false.
 *
 * @param script the path that is the second word of the command line
 */
export function hasSibling(script: string, parent: number, own: number): boolean {
  return childrenOf(parent).some((pid) => pid !== String(own) && commandOf(pid)[1] === script);
}

/** The system lists children by the thread that has started them. */
function childrenOf(pid: number): string[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    return threads.flatMap((thread) =>
      textOf(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean),
    );
  } catch {
    return []; // no /proc on this system, or the parent has just ended
  }
}

const commandOf = (pid: string): string[] => textOf(`/proc/${pid}/cmdline`).split("\0");

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return ""; // has just ended
  }
}
