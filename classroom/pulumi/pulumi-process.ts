import { spawn } from "node:child_process";
import { PROJECT } from "../../lib/project.ts";

/** How a Pulumi command is started. */
export interface Start {
  readonly command: string;
  readonly args: readonly string[];
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Takes what it says. @default the user's terminal does */
  readonly listener?: ((stream: "stdout" | "stderr", chunk: string) => void) | undefined;
  /** Is told which process is at work; undefined when none is any more. @default nobody */
  readonly runs?: ((pid: number | undefined) => void) | undefined;
}

export interface Ended {
  readonly code: number;
  /** Whether a signal has kept it from ending by itself. */
  readonly cutOff: boolean;
}

/** Runs a Pulumi command in the project, and hands on to it what is to end us. */
export async function runPulumi({ command, args, env, listener, runs }: Start): Promise<Ended> {
  const output = listener ? "pipe" : "inherit";
  // In a process group of its own: Ctrl-C reaches it once, through us, and it ends what it has begun.
  const child = spawn(command, args, {
    cwd: PROJECT,
    env,
    stdio: ["ignore", output, output],
    detached: true,
  });
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => listener?.("stdout", chunk));
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => listener?.("stderr", chunk));
  runs?.(child.pid);
  let told = false;
  const forward = (signal: NodeJS.Signals) => {
    told = true;
    child.kill(signal);
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => {
        resolve({ code: code ?? 1, cutOff: code === null || (told && code !== 0) });
      });
    });
  } finally {
    for (const signal of signals) process.off(signal, forward);
    runs?.(undefined);
  }
}
