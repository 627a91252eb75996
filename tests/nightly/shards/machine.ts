import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { emulatedConfig } from "../../../classroom/preview/emulated.ts";
import type { Emulator } from "../../../engine/emulator/emulator.ts";
import type { ProcessId } from "../../../lib/processes.ts";
import { processesOf } from "../../support/engine/class-processes.ts";
import { Command } from "../../support/engine/command.ts";
import type { Settings } from "../../support/engine/stack.ts";
import { ProjectCopy } from "../../support/project-copy.ts";

/** One of several machines that share class dev: a clone of the project, with its state in a bucket. */
export class Machine {
  readonly #copy = new ProjectCopy();
  readonly #env: NodeJS.ProcessEnv;

  constructor(emulator: Emulator, backend: string) {
    this.#env = {
      ...emulator.env,
      NO_COLOR: "1",
      PULUMI_BACKEND_URL: backend,
      PULUMI_CONFIG_PASSPHRASE: "of the test",
    };
  }

  /** The folder of what runs here. */
  get folder(): string {
    return path.join(this.#copy.folder, ".class");
  }

  get processes(): ProcessId[] {
    return processesOf(this.folder);
  }

  configure(settings: Settings): void {
    this.#copy.configure("dev", emulatedConfig(settings));
  }

  /** Gets the class's settings as another machine has committed them. */
  pull(from: Machine): void {
    copyFileSync(from.#file("Pulumi.dev.yaml"), this.#file("Pulumi.dev.yaml"));
  }

  /** @returns the file */
  writeRoster(ids: readonly string[]): string {
    writeFileSync(this.#file("roster.csv"), ["id", ...ids, ""].join("\n"));
    return this.#file("roster.csv");
  }

  #file(name: string): string {
    return path.join(this.#copy.folder, name);
  }

  /** Starts one of our commands. */
  start(...args: string[]): Command {
    return new Command(this.folder, args, { project: this.#copy.folder, env: this.#env });
  }

  /** Runs one of our commands, which ends well. */
  async well(...args: string[]): Promise<string> {
    const { code, said } = await this.start(...args).end();
    assert.equal(code, 0, said);
    return said;
  }

  pulumi(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [this.#file("classroom/pulumi-cli/main.ts"), ...args],
      {
        cwd: this.#copy.folder,
        encoding: "utf8",
        env: { ...process.env, ...this.#env, AWS_CLASS_FOLDER: this.folder },
      },
    );
    assert.equal(status, 0, stdout + stderr);
    return stdout;
  }

  remove(): void {
    this.#copy.remove();
  }
}
