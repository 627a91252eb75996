import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { PROJECT } from "../../../lib/project.ts";

/** One of our commands, in a process of its own. */
export class Command {
  readonly process: ChildProcess;
  readonly #start = performance.now();
  #said = "";

  /**
   * @param folder of the class
   * @param options `project`: a copy of it; `env`: beside that of the tests
   */
  constructor(
    folder: string,
    args: readonly string[],
    { project = PROJECT, env = {} }: { project?: string; env?: NodeJS.ProcessEnv } = {},
  ) {
    this.process = spawn(process.execPath, [path.join(project, "classroom/main.ts"), ...args], {
      env: { ...process.env, ...env, AWS_CLASS_FOLDER: folder },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.setEncoding("utf8").on("data", (chunk: string) => (this.#said += chunk));
  }

  get said(): string {
    return this.#said;
  }

  /** Waits until it has said that. */
  async until(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.#said)) {
      assert.equal(
        this.process.exitCode,
        null,
        `it ended without ${String(pattern)}: ${this.#said}`,
      );
      await sleep(20);
    }
  }

  /** Waits until it has ended; a Pulumi of its own may still hold its output. */
  async end(): Promise<{ code: number | null; said: string; seconds: number }> {
    if (this.process.exitCode === null && this.process.signalCode === null)
      await once(this.process, "exit");
    const seconds = (performance.now() - this.#start) / 1000;
    return { code: this.process.exitCode, said: this.#said, seconds };
  }
}
