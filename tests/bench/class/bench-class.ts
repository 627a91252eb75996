import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { commands } from "../../../classroom/commands.ts";
import { emulatedConfig } from "../../../classroom/preview/emulated.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import type { Engine } from "../../../engine/engine.ts";
import { studentStack } from "../../../infra/students/settings.ts";
import type { Report } from "../../../lib/progress.ts";
import { ProjectCopy } from "../../support/project-copy.ts";
import { measured, type MeasuredRun } from "../measure/measured.ts";

const CLASS = "dev";

/** Whether there is a command for a class of students of that name. */
export const knows = (name: string): boolean =>
  commands.some((command) => command.name === name && "class" in command.options);

/** A class of students in a copy of the project, on an emulator and a backend of its own. */
export class BenchClass {
  /** What every student gets. */
  static readonly labs = ["linux-server", "s3-bucket", "dynamodb"];
  readonly students: readonly string[];
  readonly emulator: Emulator;
  readonly #copy: ProjectCopy;
  readonly #engine: Engine;
  readonly #roster: string;

  private constructor(size: number, copy: ProjectCopy, emulator: Emulator, engine: Engine) {
    this.students = Array.from({ length: size }, (_, at) => `s${String(at + 1).padStart(2, "0")}`);
    this.emulator = emulator;
    this.#copy = copy;
    this.#engine = engine;
    this.#roster = path.join(copy.folder, "roster.csv");
    const rows = this.students.map((id) => `${id},Student ${id}\n`);
    writeFileSync(this.#roster, `id,name\n${rows.join("")}`);
  }

  static async start(size: number, engine: Engine, report: Report): Promise<BenchClass> {
    const copy = new ProjectCopy();
    const each = { labs: Object.fromEntries(BenchClass.labs.map((id) => [id, true])) };
    copy.configure(CLASS, emulatedConfig({ "class:labs": {}, "class:each": each }));
    mkdirSync(path.join(copy.folder, "state"));
    const { emulator } = await startEmulator(copy.folder, report);
    const group = new BenchClass(size, copy, emulator, engine);
    // By the project's own Pulumi, which it makes the first time.
    await group.#node("classroom/pulumi-cli/main.ts", "stack", "init", CLASS);
    return group;
  }

  async stop(): Promise<void> {
    await stopEmulator(this.#copy.folder);
    this.#copy.remove();
  }

  open(): Promise<MeasuredRun> {
    return this.#open("--expires", "8h");
  }

  /** Without an end: another one would change a tag of everything. */
  openAgain(): Promise<MeasuredRun> {
    return this.#open();
  }

  #open(...args: string[]): Promise<MeasuredRun> {
    return this.command("open", this.#roster, ...args, "--ignore-quotas", "--yes");
  }

  /** One of our commands for the whole class. @throws Error with what it said when it fails */
  command(name: string, ...args: string[]): Promise<MeasuredRun> {
    return this.#node("classroom/main.ts", name, ...args, "--class", CLASS);
  }

  /** One of Pulumi's commands on a student's stack. @throws Error with what it said when it fails */
  pulumi(student: string, command: "up" | "destroy"): Promise<MeasuredRun> {
    const settings = path.join(this.#own, "students", CLASS, student, "Pulumi.yaml");
    const stack = ["--stack", studentStack(CLASS, student), "--config-file", settings];
    return this.#run(this.#engine.command, [command, "--yes", "--skip-preview", ...stack]);
  }

  #node(program: string, ...args: string[]): Promise<MeasuredRun> {
    return this.#run(process.execPath, [path.join(this.#copy.folder, program), ...args]);
  }

  #run(command: string, args: readonly string[]): Promise<MeasuredRun> {
    return measured(command, args, { cwd: this.#copy.folder, env: this.#env });
  }

  get #own(): string {
    return path.join(this.#copy.folder, ".class");
  }

  get #env(): NodeJS.ProcessEnv {
    return {
      ...this.#engine.env,
      ...this.emulator.env,
      AWS_CLASS_FOLDER: this.#own,
      NO_COLOR: "1",
      PULUMI_BACKEND_URL: `file://${this.#copy.folder}/state`,
      PULUMI_CONFIG_PASSPHRASE: "of the benchmark",
    };
  }
}
