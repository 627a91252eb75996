import { spawn } from "node:child_process";
import type { Emulator } from "../engine/emulator.ts";
import type { Engine } from "../engine/engine.ts";
import type { LocalFolder } from "./local-folder.ts";
import { noteChild } from "./run-lock.ts";
import { PROJECT } from "./stack-file.ts";

/** A Pulumi command that failed, having said itself what was wrong. */
export class PulumiError extends Error {}

/** Pulumi's commands on the local stack: its own state folder, the emulator as AWS. */
export class LocalStack {
  readonly #engine: Engine;
  readonly #folder: LocalFolder;
  readonly #env: NodeJS.ProcessEnv;

  constructor(engine: Engine, emulator: Emulator, folder: LocalFolder) {
    this.#engine = engine;
    this.#folder = folder;
    this.#env = {
      ...engine.env,
      ...emulator.env,
      PULUMI_BACKEND_URL: `file://${folder.state}`,
      PULUMI_CONFIG_PASSPHRASE: "local", // stands in Pulumi.local.yaml too: there is nothing to hide
    };
  }

  /** Makes the stack where there is none. */
  async create(): Promise<void> {
    if (this.#folder.condition() === "absent") await this.#capture(["stack", "init", "local"]);
  }

  async up(): Promise<void> {
    await this.#show(["up", "--yes", "--skip-preview", "--suppress-outputs"]);
  }

  async destroy(): Promise<void> {
    await this.#show(["destroy", "--yes", "--skip-preview"]);
  }

  /** What the stack exports, by lab id; secrets masked. */
  async outputs(): Promise<Record<string, Record<string, unknown>>> {
    const json = await this.#capture(["stack", "output", "--json", "--stack", "local"]);
    return JSON.parse(json) as Record<string, Record<string, unknown>>;
  }

  /** Runs a command whose progress the user watches. */
  async #show(args: readonly string[]): Promise<void> {
    const config = ["--stack", "local", "--config-file", this.#folder.settings];
    this.#folder.beginChange();
    const { code, cutOff } = await this.#run([...args, ...config], undefined);
    if (cutOff) throw new PulumiError(`pulumi ${args[0] ?? ""} was cut off: ${NEXT_TIME}`);
    this.#folder.endChange();
    if (code === 0) return;
    throw new PulumiError(`pulumi ${args[0] ?? ""} ended with exit code ${code}; see above`);
  }

  async #capture(args: readonly string[]): Promise<string> {
    const said = { stdout: "", stderr: "" };
    const { code } = await this.#run(args, (stream, chunk) => (said[stream] += chunk));
    if (code === 0) return said.stdout;
    throw new PulumiError(
      `pulumi ${args.join(" ")} ended with exit code ${code}: ${said.stderr.trim()}`,
    );
  }

  /** @param listener takes what the command says; without one the user's terminal does */
  async #run(args: readonly string[], listener: Listener | undefined): Promise<Ended> {
    const output = listener ? "pipe" : "inherit";
    // In a process group of its own: Ctrl-C reaches it once, through us, and it ends what it has begun.
    const child = spawn(this.#engine.command, args, {
      cwd: PROJECT,
      env: this.#env,
      stdio: ["ignore", output, output],
      detached: true,
    });
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => listener?.("stdout", chunk));
    child.stderr?.setEncoding("utf8").on("data", (chunk: string) => listener?.("stderr", chunk));
    noteChild(this.#folder.path, child.pid);
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
      noteChild(this.#folder.path, undefined);
    }
  }
}

const NEXT_TIME = "the next run starts over with an empty emulator";

interface Ended {
  readonly code: number;
  /** Whether a signal has kept it from ending by itself. */
  readonly cutOff: boolean;
}

type Listener = (stream: "stdout" | "stderr", chunk: string) => void;
