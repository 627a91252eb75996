import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { stringify } from "yaml";
import { Aws } from "../../classroom/aws-clients.ts";
import { LOCAL } from "../../classroom/local-stack.ts";
import { type OpenStack, settingsOf } from "../../classroom/open-stack.ts";
import { PulumiStack } from "../../classroom/pulumi-stack.ts";
import { PROJECT, readStackFile } from "../../classroom/stack-file.ts";
import { identityOf } from "../../infra/identity.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../engine/emulator.ts";
import { type Engine, findEngine } from "../../engine/engine.ts";
import { inventory } from "../../engine/inventory.ts";

/** What an operation did, by kind (`create`, `update`, `delete`, ...), as sorted `type name`; `same` is left out. */
export type Changes = Readonly<Record<string, readonly string[]>>;

/** How a stack's settings differ from Pulumi.local.yaml's. */
export type Settings = Readonly<Record<string, unknown>>;

/** A stack of this project on a real engine and an emulator of its own. */
export class TestStack {
  readonly engine: Engine;
  readonly emulator: Emulator;
  readonly #folder: string;

  private constructor(engine: Engine, emulator: Emulator, folder: string) {
    this.engine = engine;
    this.emulator = emulator;
    this.#folder = folder;
  }

  static async start(): Promise<TestStack> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-stack-"));
    mkdirSync(path.join(folder, "state"));
    const engine = await findEngine(console.error);
    const { emulator } = await startEmulator(folder, console.error);
    const stack = new TestStack(engine, emulator, folder);
    await stack.#pulumi(["stack", "init", "local"]);
    return stack;
  }

  /** Stops the emulator and forgets the stack. */
  async stop(): Promise<void> {
    await stopEmulator(this.#folder);
    rmSync(this.#folder, { recursive: true });
  }

  up(settings: Settings): Promise<Changes> {
    return this.#change(["up", "--yes", "--skip-preview"], settings);
  }

  preview(settings: Settings): Promise<Changes> {
    return this.#change(["preview"], settings);
  }

  refresh(settings: Settings): Promise<Changes> {
    return this.#change(["refresh", "--yes", "--skip-preview"], settings);
  }

  destroy(): Promise<Changes> {
    return this.#change(["destroy", "--yes", "--skip-preview"], {});
  }

  /** What the last operation did, as `operation type name` in the order in which each step was finished. */
  finished(): string[] {
    const log = readFileSync(path.join(this.#folder, "events.json"), "utf8");
    return eventsIn(log).flatMap(({ resOutputsEvent }) =>
      resOutputsEvent ? [`${resOutputsEvent.metadata.op} ${title(resOutputsEvent.metadata)}`] : [],
    );
  }

  /** Mends what differs from the program, as `npm run class -- solve` does. */
  solve(settings: Settings): Promise<Changes> {
    return this.#change(["up", "--yes", "--skip-preview", "--refresh"], settings);
  }

  /**
   * The stack as the classroom's commands have it, with the settings of the last operation.
   *
   * @param endpoint where they find AWS @default the emulator
   */
  open(endpoint = this.emulator.endpoint): OpenStack {
    const config = settingsOf(LOCAL, this.#settings);
    const env = { ...this.#env, AWS_ENDPOINT_URL: endpoint };
    const stack = new PulumiStack(this.engine, { name: LOCAL, env, settings: this.#settings });
    const aws = new Aws({ region: config.region, env });
    return { config, identity: identityOf(config), stack, aws };
  }

  async outputs(): Promise<Record<string, Record<string, unknown>>> {
    return this.open().stack.outputs();
  }

  /** The state as Pulumi exports it, secrets encrypted. */
  async export(): Promise<string> {
    return JSON.stringify(await this.open().stack.export());
  }

  inventory(): Promise<string[]> {
    return inventory(this.emulator);
  }

  get #settings(): string {
    return path.join(this.#folder, "Pulumi.local.yaml");
  }

  get #env(): Record<string, string> {
    return {
      ...this.emulator.env,
      PULUMI_BACKEND_URL: `file://${this.#folder}/state`,
      PULUMI_CONFIG_PASSPHRASE: "local",
      PULUMI_DEBUG_COMMANDS: "true", // for --event-log
    };
  }

  async #change(command: readonly string[], settings: Settings): Promise<Changes> {
    const events = path.join(this.#folder, "events.json");
    const file = readStackFile(path.join(PROJECT, "Pulumi.local.yaml"));
    const fixed = { "class:expires": "2099-12-31T18:00:00+09:00" };
    const all = { ...file, config: { ...file.config, ...fixed, ...settings } };
    writeFileSync(this.#settings, stringify(all, { defaultStringType: "QUOTE_DOUBLE" }));
    rmSync(events, { force: true });
    const options = ["--stack", "local", "--config-file", this.#settings, "--event-log", events];
    await this.#pulumi([...command, ...options]);
    return existsSync(events) ? changesIn(readFileSync(events, "utf8")) : {};
  }

  async #pulumi(args: readonly string[]): Promise<string> {
    const env = { ...this.engine.env, ...this.#env };
    try {
      const options = { cwd: PROJECT, env, maxBuffer: 2 ** 28 };
      return (await promisify(execFile)(this.engine.command, args, options)).stdout;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`pulumi ${args[0] ?? ""} failed:\n${stdout}\n${stderr}`, { cause: error });
    }
  }
}

interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: Step };
  readonly resOutputsEvent?: { readonly metadata: Step };
}

interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
}

const eventsIn = (log: string): EngineEvent[] =>
  log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);

function changesIn(log: string): Changes {
  const steps = eventsIn(log).flatMap(({ resourcePreEvent, resOutputsEvent }) => {
    const step = (resourcePreEvent ?? resOutputsEvent)?.metadata;
    return step && step.op !== "same" && step.type !== "pulumi:pulumi:Stack" ? [step] : [];
  });
  const kinds = Map.groupBy(steps, ({ op }) => op);
  return Object.fromEntries(
    [...kinds].map(([op, found]) => [op, [...new Set(found.map(title))].sort()]),
  );
}

const title = ({ type, urn }: Step): string => `${type} ${urn.split("::").pop() ?? ""}`;
