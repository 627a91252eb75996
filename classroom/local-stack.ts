import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../engine/emulator.ts";
import type { Engine } from "../engine/engine.ts";
import { PROJECT } from "./stack-file.ts";
import { noteChild } from "./run-lock.ts";

const folder = path.join(PROJECT, ".class");
const state = path.join(folder, "state");

/** Where the local stack keeps its things. */
export const LOCAL = {
  folder,
  state,
  settings: path.join(folder, "Pulumi.local.yaml"),
  checkpoint: path.join(state, ".pulumi/stacks/class/local.json"),
  locks: path.join(state, ".pulumi/locks"),
};

/** A Pulumi command that failed, having said itself what was wrong. */
export class PulumiError extends Error {}

/** Pulumi's commands on the local stack: its own state folder, the emulator as AWS. */
export class LocalStack {
  readonly #engine: Engine;
  readonly #env: NodeJS.ProcessEnv;

  constructor(engine: Engine, emulator: Emulator) {
    this.#engine = engine;
    this.#env = {
      ...engine.env,
      ...emulator.env,
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "local", // stands in Pulumi.local.yaml too: there is nothing to hide
    };
  }

  /** Makes the stack where there is none. */
  async create(): Promise<void> {
    if (existsSync(LOCAL.checkpoint)) return;
    mkdirSync(state, { recursive: true });
    await this.#capture(["stack", "init", "local"]);
  }

  async up(): Promise<void> {
    await this.#show(["up", "--yes", "--skip-preview"]);
  }

  async destroy(): Promise<void> {
    await this.#show(["destroy", "--yes", "--skip-preview"]);
  }

  /** Takes the lock of a run that was killed. */
  async unlock(): Promise<void> {
    await this.#capture(["cancel", "--yes", "--stack", "local"]);
  }

  /** What the stack exports, secrets masked. */
  async outputs(): Promise<Record<string, Record<string, unknown>>> {
    const json = await this.#capture(["stack", "output", "--json", "--stack", "local"]);
    return JSON.parse(json) as Record<string, Record<string, unknown>>;
  }

  /** Runs a command whose progress the user watches. */
  async #show(args: readonly string[]): Promise<void> {
    const config = ["--stack", "local", "--config-file", LOCAL.settings];
    const code = await this.#run([...args, ...config], "inherit");
    if (code !== 0)
      throw new PulumiError(
        `pulumi ${args[0] ?? ""} ended with exit code ${code}; what it said stands above`,
      );
  }

  async #capture(args: readonly string[]): Promise<string> {
    let [out, err] = ["", ""];
    const code = await this.#run(args, (stream, chunk) => {
      if (stream === "stdout") out += chunk;
      else err += chunk;
    });
    if (code !== 0)
      throw new PulumiError(`pulumi ${args.join(" ")} ended with exit code ${code}: ${err.trim()}`);
    return out;
  }

  async #run(args: readonly string[], output: "inherit" | Listener): Promise<number> {
    const stdio = output === "inherit" ? "inherit" : "pipe";
    // In a process group of its own: Ctrl-C reaches it once, through us, and it ends what it has begun.
    const child = spawn(this.#engine.command, args, {
      cwd: PROJECT,
      env: this.#env,
      stdio: ["ignore", stdio, stdio],
      detached: true,
    });
    if (output !== "inherit") {
      child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
        output("stdout", chunk);
      });
      child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
        output("stderr", chunk);
      });
    }
    noteChild(LOCAL.folder, child.pid);
    const forward = (signal: NodeJS.Signals) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM"] as const;
    for (const signal of signals) process.on(signal, forward);
    try {
      return await new Promise((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => {
          resolve(code ?? 1);
        });
      });
    } finally {
      for (const signal of signals) process.off(signal, forward);
      noteChild(LOCAL.folder, undefined);
    }
  }
}

type Listener = (stream: "stdout" | "stderr", chunk: string) => void;

/** What the stack's record says about the run before. */
export type Condition = "absent" | "sound" | "interrupted" | "unreadable";

/** Pulumi notes every operation before it begins, so a killed run is found in its record. */
export function conditionOfState(): Condition {
  if (!existsSync(LOCAL.checkpoint)) return "absent";
  try {
    const record = JSON.parse(readFileSync(LOCAL.checkpoint, "utf8")) as {
      checkpoint?: { latest?: { pending_operations?: unknown[] } };
    };
    const pending = record.checkpoint?.latest?.pending_operations ?? [];
    return pending.length > 0 ? "interrupted" : "sound";
  } catch {
    return "unreadable";
  }
}

/** Forgets the stack: for when what it describes is gone. */
export function dropState(): void {
  rmSync(state, { recursive: true, force: true });
}
