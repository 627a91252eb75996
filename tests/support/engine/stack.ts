import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Aws } from "../../../aws/clients.ts";
import { LOCAL } from "../../../classroom/console/shared-options.ts";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import { PulumiStack } from "../../../classroom/pulumi/pulumi-stack.ts";
import { readStackFile, writeStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { settingsOf } from "../../../classroom/stack/class-settings.ts";
import type { OpenStack } from "../../../classroom/stack/open-stack.ts";
import { type Emulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { type Engine, findEngine } from "../../../engine/engine.ts";
import { stopTraffic, withTraffic } from "../../../engine/traffic/traffic.ts";
import { identityOf } from "../../../infra/identity.ts";
import { PROJECT } from "../../../lib/project.ts";
import type { Resource } from "../../../policy/resource.ts";
import { ED25519_KEY } from "../keys.ts";
import { type Changes, changesIn, eventsIn, type EngineEvent, title } from "./engine-events.ts";
import { resourcesIn } from "./exported-resources.ts";
import { type PolicyReport, policyReportsIn } from "./policy-reports.ts";
import { startStrictEmulator } from "../strict-emulator.ts";

/** How a stack's settings differ from Pulumi.local.yaml's. */
export type Settings = Readonly<Record<string, unknown>>;

/** The id of every test's class, unless its settings say another. */
export const CLASS_ID = "tests2222222";

/** A stack of this project, or of another one of class's settings, on a real engine and an emulator of its own. */
export class TestStack {
  readonly engine: Engine;
  readonly emulator: Emulator;
  /** Laid out as the folder of the local stack is: the commands that users type find the stack in it. */
  readonly folder: string;
  readonly #project: string;

  private constructor(engine: Engine, emulator: Emulator, folder: string, project: string) {
    this.engine = engine;
    this.emulator = emulator;
    this.folder = folder;
    this.#project = project;
  }

  /** @param project folder of the Pulumi project */
  static async start(project = PROJECT): Promise<TestStack> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-stack-"));
    const local = new LocalFolder(folder);
    mkdirSync(local.state);
    const engine = await findEngine(console.error);
    const started = await startStrictEmulator(folder, console.error);
    const emulator = await withTraffic(folder, started.emulator, console.error);
    local.remember(emulator.id);
    const stack = new TestStack(engine, emulator, folder, project);
    await stack.#pulumi(["stack", "init", "local"]);
    return stack;
  }

  /** Stops the emulator and forgets the stack. */
  async stop(): Promise<void> {
    await stopTraffic(this.folder);
    await stopEmulator(this.folder);
    rmSync(this.folder, { recursive: true });
  }

  up(settings: Settings): Promise<Changes> {
    return this.#change(["up", "--yes", "--skip-preview"], settings);
  }

  preview(settings: Settings): Promise<Changes> {
    return this.#change(["preview"], settings);
  }

  /** What the rules of policy/ report in a preview, whether it succeeds or one of them stops it. */
  async policies(settings: Settings): Promise<PolicyReport[]> {
    const command = ["preview", "--policy-pack", path.join(PROJECT, "policy")];
    const stopped = await this.#change(command, settings).then(
      () => undefined,
      (error: unknown) => error,
    );
    const reports = policyReportsIn(this.#events());
    if (stopped !== undefined && !reports.some(({ level }) => level === "mandatory"))
      throw stopped as Error;
    return reports;
  }

  refresh(settings: Settings): Promise<Changes> {
    return this.#change(["refresh", "--yes", "--skip-preview"], settings);
  }

  destroy(): Promise<Changes> {
    return this.#change(["destroy", "--yes", "--skip-preview"], {});
  }

  /** What the last operation did, as `operation type name` in the order in which each step was finished. */
  finished(): string[] {
    return this.#events().flatMap(({ resOutputsEvent }) =>
      resOutputsEvent ? [`${resOutputsEvent.metadata.op} ${title(resOutputsEvent.metadata)}`] : [],
    );
  }

  /** Repairs what differs from the program, as `npm run class -- solve` does. */
  solve(settings: Settings): Promise<Changes> {
    return this.#change(["up", "--yes", "--skip-preview", "--refresh"], settings);
  }

  /**
   * The stack as the classroom's commands have it, with the settings of the last operation.
   *
   * @param endpoint where they find AWS @default the emulator
   */
  open(endpoint = this.emulator.endpoint): Omit<OpenStack, "state"> {
    const config = settingsOf(LOCAL, this.#settings);
    const env = { ...this.#env, AWS_ENDPOINT_URL: endpoint };
    const stack = new PulumiStack(this.engine, { name: LOCAL, env, settings: this.#settings });
    const aws = new Aws({ region: config.region, env });
    return { config, identity: identityOf(config), stack, aws };
  }

  /** The same with its state as it is by now, for checks. */
  async opened(): Promise<OpenStack> {
    const open = this.open();
    return { ...open, state: await open.stack.export() };
  }

  async outputs(): Promise<Record<string, Record<string, unknown>>> {
    return this.open().stack.outputs();
  }

  /** The state as Pulumi exports it, secrets encrypted. */
  async export(): Promise<string> {
    return JSON.stringify(await this.open().stack.export());
  }

  /** All that is deployed, as the program declared it, its secrets encrypted. */
  async resources(): Promise<Resource[]> {
    return resourcesIn(await this.open().stack.export());
  }

  /** Makes a state that was exported, as JSON, the stack's own. */
  async import(state: string): Promise<void> {
    const file = path.join(this.folder, "import.json");
    writeFileSync(file, state);
    await this.#pulumi(["stack", "import", "--file", file, "--stack", "local"]);
  }

  inventory(): Promise<string[]> {
    return inventory(this.emulator);
  }

  get #settings(): string {
    return path.join(this.folder, "Pulumi.local.yaml");
  }

  get #env(): Record<string, string> {
    return {
      ...this.emulator.env,
      PULUMI_BACKEND_URL: `file://${this.folder}/state`,
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_DEBUG_COMMANDS: "true", // for --event-log
    };
  }

  async #change(command: readonly string[], settings: Settings): Promise<Changes> {
    const file = readStackFile(path.join(PROJECT, "Pulumi.local.yaml"));
    const fixed = {
      "class:id": CLASS_ID,
      "class:expires": "2099-12-31T18:00:00+09:00",
      "class:publicKey": ED25519_KEY,
    };
    const all = { ...file, config: { ...file.config, ...fixed, ...settings } };
    writeStackFile(this.#settings, all);
    rmSync(this.#eventLog, { force: true });
    const options = ["--config-file", this.#settings, "--event-log", this.#eventLog];
    await this.#pulumi([...command, "--stack", "local", ...options]);
    return changesIn(this.#events());
  }

  get #eventLog(): string {
    return path.join(this.folder, "events.json");
  }

  #events(): EngineEvent[] {
    return existsSync(this.#eventLog) ? eventsIn(readFileSync(this.#eventLog, "utf8")) : [];
  }

  async #pulumi(args: readonly string[]): Promise<string> {
    const env = { ...this.engine.env, ...this.#env };
    try {
      const options = { cwd: this.#project, env, maxBuffer: 2 ** 28 };
      return (await promisify(execFile)(this.engine.command, args, options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`pulumi ${args[0] ?? ""} failed:\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}
