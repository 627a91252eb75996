import { spawn } from "node:child_process";

/** A command that could not be started, or ended with something else than 0; the message ends with what it said. */
export class CommandError extends Error {}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** How many lines of a failed command's output are worth repeating. */
const LAST_LINES = 15;

/** Runs a command without terminal and resolves to its standard output. @throws CommandError */
export function run(
  command: string,
  args: readonly string[],
  { cwd, env }: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [out, said] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      out += chunk;
      said += chunk;
    });
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      said += chunk;
    });
    const what = [command, ...args].join(" ");
    child.once("error", (error) => {
      reject(new CommandError(`${what}: ${error.message}`));
    });
    child.once("close", (code, signal) => {
      if (code === 0) resolve(out);
      else
        reject(
          new CommandError(`${what} ended with ${code ?? signal ?? "nothing"}: ${tail(said)}`),
        );
    });
  });
}

const tail = (text: string): string => text.trim().split("\n").slice(-LAST_LINES).join("\n");
