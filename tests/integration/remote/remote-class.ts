import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { emulatedConfig } from "../../../classroom/preview/emulated.ts";
import { type Emulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { findEngine } from "../../../engine/engine.ts";
import type { ProcessId } from "../../../lib/processes.ts";
import { processesOf } from "../../support/engine/class-processes.ts";
import { type Pasting, type Ran, UserShell } from "../../support/printed/user-shell.ts";
import { type Answer, answeredAtTerminal } from "../../support/processes/at-terminal.ts";
import { ProjectCopy } from "../../support/project-copy.ts";
import type { Settings } from "../../support/engine/stack.ts";
import { startStrictEmulator } from "../../support/strict-emulator.ts";

export interface Exit {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Stack dev in a copy of the project, as on AWS, with a backend of its own: the emulator stands in by AWS_ENDPOINT_URL, as the
 * SDKs' own variable.
 */
export class RemoteClass {
  readonly emulator: Emulator;
  /** What differs from the emulator's variables in a call. */
  variables: Record<string, string | undefined> = {};
  readonly #copy: ProjectCopy;
  #shell: UserShell | undefined;

  private constructor(copy: ProjectCopy, emulator: Emulator) {
    this.#copy = copy;
    this.emulator = emulator;
  }

  static async start(settings: Settings = {}): Promise<RemoteClass> {
    const copy = new ProjectCopy();
    copy.configure("dev", emulatedConfig(settings));
    mkdirSync(path.join(copy.folder, "state"));
    const { emulator } = await startStrictEmulator(copy.folder, console.error);
    return new RemoteClass(copy, emulator);
  }

  async stop(): Promise<void> {
    this.#shell?.close();
    await stopEmulator(this.#copy.folder);
    this.#copy.remove();
  }

  get folder(): string {
    return this.#copy.folder;
  }

  configure(settings: Settings): void {
    this.#copy.configure("dev", emulatedConfig(settings));
  }

  /** The text of Pulumi.dev.yaml. */
  get settings(): string {
    return readFileSync(this.#file, "utf8");
  }

  set settings(text: string) {
    writeFileSync(this.#file, text);
  }

  get #file(): string {
    return path.join(this.folder, "Pulumi.dev.yaml");
  }

  /** Runs one of the project's programs. */
  run(program: string, ...args: string[]): Exit {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(this.folder, program), ...args],
      { cwd: this.folder, encoding: "utf8", env: this.#env },
    );
    return { status, stdout, stderr };
  }

  /** Starts one of our commands, and goes on. */
  start(...args: string[]): ChildProcessWithoutNullStreams {
    return spawn(process.execPath, [path.join(this.folder, "classroom/main.ts"), ...args], {
      cwd: this.folder,
      env: this.#env,
    });
  }

  /** Runs one of our commands at a terminal, and answers its question. */
  atTerminal(call: readonly string[], answer: Answer): Promise<Ran> {
    const words = [process.execPath, "classroom/main.ts", ...call];
    return answeredAtTerminal(words, { cwd: this.folder, env: this.#env }, answer);
  }

  /** What runs of our commands, apart from the emulator. */
  get processes(): ProcessId[] {
    return processesOf(this.#own);
  }

  get #own(): string {
    return path.join(this.folder, ".class");
  }

  get #env(): NodeJS.ProcessEnv {
    return { ...process.env, ...this.#ownEnv };
  }

  get #ownEnv(): NodeJS.ProcessEnv {
    return {
      ...this.emulator.env,
      AWS_CLASS_FOLDER: this.#own,
      NO_COLOR: "1",
      PULUMI_BACKEND_URL: `file://${this.folder}/state?metadata=skip`,
      PULUMI_CONFIG_PASSPHRASE: "of the test",
      ...this.variables,
    };
  }

  /** Runs one of our commands. */
  call(...args: string[]): Exit {
    return this.run("classroom/main.ts", ...args);
  }

  /** Runs a command that ends well. @returns what it said */
  well(program: string, ...args: string[]): string {
    const { status, stdout, stderr } = this.run(program, ...args);
    assert.equal(status, 0, stdout + stderr);
    return stdout;
  }

  classroom(...args: string[]): string {
    return this.well("classroom/main.ts", ...args);
  }

  pulumi(...args: string[]): string {
    return this.well("classroom/pulumi-cli/main.ts", ...args);
  }

  /** Runs a command in a user's terminal. */
  async inShell(command: string): Promise<Ran> {
    return (await this.#opened()).run(command, this.variables);
  }

  /** Pastes a command that a message prints into a user's terminal: see `UserShell`. */
  async paste(form: string, message: string, pasting?: Pasting): Promise<string> {
    return (await this.#opened()).paste(form, message, pasting, this.variables);
  }

  async #opened(): Promise<UserShell> {
    return (this.#shell ??= await UserShell.open(
      await findEngine(console.error),
      { AWS_DEFAULT_REGION: "ap-northeast-2", ...this.#ownEnv }, // for version 1 of the AWS CLI
      this.folder,
    ));
  }

  /** What a command says that is refused, in a user's terminal. */
  async refusal(command: string): Promise<string> {
    const { code, said } = await this.inShell(command);
    assert.notEqual(code, 0, said);
    return said;
  }

  /** Makes the class's end a time that is past, in the state, whose outputs say it. */
  letExpire(): void {
    const file = path.join(this.folder, "expired.json");
    const state = this.pulumi("stack", "export", "--stack", "dev");
    const past = new Date(Date.now() - 60_000).toISOString();
    const expired = state.replace(/("class": \{[^}]*"expires": ")[^"]*/, `$1${past}`);
    assert.notEqual(expired, state);
    writeFileSync(file, expired);
    this.pulumi("stack", "import", "--file", file, "--stack", "dev");
  }
}
