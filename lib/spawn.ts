import { spawn, type ChildProcess } from "node:child_process";
import { ExplainedError } from "./errors.ts";
import { FileOutput } from "./file-output.ts";

/** A command could not be started, or exited with a code other than 0. The message ends with the command's last output. */
export class CommandError extends ExplainedError {}

export interface CaptureOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** How many lines of a failed command's output to show. */
const LAST_LINES = 15;

/** Runs a command without terminal and resolves to its standard output. @throws CommandError */
export function capture(
  command: string,
  args: readonly string[],
  { cwd, env }: CaptureOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [stdout, output] = ["", ""];
    listen(child, (stream, chunk) => {
      if (stream === "stdout") stdout += chunk;
      output += chunk;
    });
    const what = [command, ...args].join(" ");
    child.once("error", (error) => {
      reject(new CommandError(`${what} cannot be started: ${error.message}`));
    });
    child.once("close", (code, signal) => {
      if (code === 0) resolve(stdout);
      else
        reject(
          new CommandError(`${what} ended with ${code ?? signal ?? "nothing"}: ${tail(output)}`),
        );
    });
  });
}

const tail = (text: string): string => text.trim().split("\n").slice(-LAST_LINES).join("\n");

/** Receives a command's output, piece by piece. */
export type Listener = (stream: "stdout" | "stderr", chunk: string) => void;

function listen(child: ChildProcess, listener: Listener): void {
  for (const stream of ["stdout", "stderr"] as const)
    child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
      listener(stream, chunk);
    });
}

/** A command that a person watches, or whose output is followed while it runs. */
export interface Talk {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Its complete environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Receives its output; the command then has no input. @default it has the user's terminal */
  readonly listener?: Listener | undefined;
  /**
   * Whether it runs in its own process group, without input. Then only we pass Ctrl-C on to it, once, and it stops its own
   * child processes. @default false: it receives Ctrl-C directly, and we wait until it has ended
   */
  readonly detached?: boolean;
  /**
   * Whether it continues to its end when we are killed. Its output then goes through files, which are not kept. @default false
   */
  readonly outlives?: boolean;
  /** Called with the number of the running process, and with undefined when it has ended. @default nothing is called */
  readonly runs?: ((pid: number | undefined) => void) | undefined;
}

export interface Exit {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Whether we received a signal in the meantime, which the command received as well. */
  readonly interrupted: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs a command to its end, and forwards to it the signals that would end us. */
export async function talk(how: Talk): Promise<Exit> {
  const { command, args, cwd, env, listener, detached = false, outlives = false, runs } = how;
  const files = listener && outlives ? new Files() : undefined;
  const output = files?.stdio ?? (listener ? (["pipe", "pipe"] as const) : INHERITED);
  const input = listener || detached ? "ignore" : "inherit";
  const child = spawn(command, args, { cwd, env, stdio: [input, ...output], detached });
  runs?.(child.pid); // immediately: after a kill, this is how the process is found
  if (listener) listen(child, listener);
  const stopFollowing = listener && files?.follow(listener);
  let interrupted = false;
  const forward = (signal: NodeJS.Signals) => {
    interrupted = true;
    // In our own process group, the command has received SIGINT from the terminal already.
    if (detached || signal !== "SIGINT") child.kill(signal);
  };
  for (const signal of SIGNALS) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => {
        resolve({ code: code ?? undefined, signal: signal ?? undefined, interrupted });
      });
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, forward);
    runs?.(undefined);
    stopFollowing?.();
  }
}

const INHERITED = ["inherit", "inherit"] as const;

/** The interval at which a command's output files are read. */
const LOOK_MS = 100;

/** A command's output, through files. */
class Files {
  readonly #stdout = new FileOutput();
  readonly #stderr = new FileOutput();

  get stdio(): readonly [stdout: number, stderr: number] {
    return [this.#stdout.descriptor, this.#stderr.descriptor];
  }

  /** @returns a function that passes on the remaining output and stops */
  follow(listener: Listener): () => void {
    const look = (): void => {
      for (const [stream, file] of [
        ["stdout", this.#stdout],
        ["stderr", this.#stderr],
      ] as const) {
        const chunk = file.read();
        if (chunk !== "") listener(stream, chunk);
      }
    };
    const looking = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(looking);
      look();
      this.#stdout.close();
      this.#stderr.close();
    };
  }
}
