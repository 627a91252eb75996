import { spawn, type ChildProcess } from "node:child_process";
import { ExplainedError } from "./errors.ts";
import { FileOutput } from "./file-output.ts";

/** A command that could not be started, or ended with something else than 0; the message ends with what it said. */
export class CommandError extends ExplainedError {}

export interface CaptureOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** How many lines of a failed command's output are worth repeating. */
const LAST_LINES = 15;

/** Runs a command without terminal and resolves to its standard output. @throws CommandError */
export function capture(
  command: string,
  args: readonly string[],
  { cwd, env }: CaptureOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let [out, said] = ["", ""];
    listen(child, (stream, chunk) => {
      if (stream === "stdout") out += chunk;
      said += chunk;
    });
    const what = [command, ...args].join(" ");
    child.once("error", (error) => {
      reject(new CommandError(`${what} cannot be started: ${error.message}`));
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

/** Takes what a command says, piece by piece. */
export type Listener = (stream: "stdout" | "stderr", chunk: string) => void;

function listen(child: ChildProcess, listener: Listener): void {
  for (const stream of ["stdout", "stderr"] as const)
    child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
      listener(stream, chunk);
    });
}

/** A command that a person watches, or whose words somebody follows while it is at work. */
export interface Talk {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Takes what it says; it has no input then. @default it has the user's terminal */
  readonly listener?: Listener | undefined;
  /**
   * Whether it is in a process group of its own, without input: Ctrl-C reaches it once, through us, and it ends what it has
   * begun. @default false: Ctrl-C reaches it by itself, and we stay until it has ended
   */
  readonly detached?: boolean;
  /** Whether it goes on to its end when we are killed: its words go through files, of which nothing stays. @default false */
  readonly outlives?: boolean;
  /** Is told which process is at work; undefined when none is any more. @default nobody */
  readonly runs?: ((pid: number | undefined) => void) | undefined;
}

export interface Exit {
  /** Undefined when a signal has ended it. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
  /** Whether we were told to end meanwhile, and have told it. */
  readonly interrupted: boolean;
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Runs a command to its end, and hands on to it what is to end us. */
export async function talk(how: Talk): Promise<Exit> {
  const { command, args, cwd, env, listener, detached = false, outlives = false, runs } = how;
  const files = listener && outlives ? new Files() : undefined;
  const output = files?.stdio ?? (listener ? (["pipe", "pipe"] as const) : INHERITED);
  const input = listener || detached ? "ignore" : "inherit";
  const child = spawn(command, args, { cwd, env, stdio: [input, ...output], detached });
  runs?.(child.pid); // at once: whoever comes after a kill finds it by that
  if (listener) listen(child, listener);
  const stopFollowing = listener && files?.follow(listener);
  let interrupted = false;
  const forward = (signal: NodeJS.Signals) => {
    interrupted = true;
    // In our own group the terminal has told it already.
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

/** From one look at a command's files to the next. */
const LOOK_MS = 100;

/** What a command says, through files. */
class Files {
  readonly #stdout = new FileOutput();
  readonly #stderr = new FileOutput();

  get stdio(): readonly [stdout: number, stderr: number] {
    return [this.#stdout.descriptor, this.#stderr.descriptor];
  }

  /** @returns hands on the rest, and ends it */
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
