import { cpSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { readStackFile, writeStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { PROJECT } from "../../../lib/project.ts";
import { ED25519_KEY } from "../../support/keys.ts";
import { measured, type MeasuredRun } from "../measure/measured.ts";
import { edit } from "./projects.ts";

/** What one preview took. */
export interface Timing {
  /** From calling pulumi to its end, in seconds. */
  readonly preview: number;
  /** From the start of the program's process to its first resource, in seconds. */
  readonly programStart: number;
  readonly resources: number;
}

/** What a preview finds: nothing compiled yet, one lab edited since the last, or everything as it was. */
export type Sources = "new" | "edited" | "unchanged";

export interface LayoutArgs {
  /** Where Pulumi.yaml is. */
  readonly project: string;
  /** A folder of the stack's own. */
  readonly folder: string;
  /** How the stack's settings differ from Pulumi.local.yaml's. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly pulumi: { readonly command: string; readonly env: NodeJS.ProcessEnv };
}

const FIXED = {
  "class:id": "bench2222222",
  "class:expires": "2099-12-31T18:00:00+09:00",
  "class:publicKey": ED25519_KEY,
};

/** One way to lay out the program, with a stack of its own. */
export class Layout {
  readonly #args: LayoutArgs;
  readonly #config: string;
  /** Where the program's process notes its start. */
  readonly #note: string;

  constructor(args: LayoutArgs) {
    const { folder, settings } = args;
    this.#args = args;
    this.#config = path.join(folder, "Pulumi.local.yaml");
    this.#note = path.join(folder, "first-resource");
    mkdirSync(path.join(folder, "state"), { recursive: true });
    const { config, ...rest } = readStackFile(path.join(PROJECT, "Pulumi.local.yaml"));
    const all = { ...rest, config: { ...config, ...FIXED, ...settings } };
    writeStackFile(this.#config, all);
  }

  async create(): Promise<void> {
    await this.#pulumi(["stack", "init", "local"]);
  }

  up(): Promise<MeasuredRun> {
    return this.measure("up", "--yes", "--skip-preview");
  }

  /** One of Pulumi's commands on the stack. @param flags behind its name, e.g. `--expect-no-changes` @throws when it fails */
  measure(command: string, ...flags: string[]): Promise<MeasuredRun> {
    return this.#pulumi([command, ...flags, ...this.#stack]);
  }

  /** The state as it is exported, secrets in plain text. */
  async export(): Promise<unknown> {
    const args = ["stack", "export", "--show-secrets", "--stack", "local"];
    return JSON.parse((await this.#pulumi(args)).stdout);
  }

  /** Takes over the stack of another layout, as it is now. */
  copyStack(other: Layout): void {
    const state = ({ folder }: LayoutArgs) => path.join(folder, "state");
    cpSync(state(other.#args), state(this.#args), { recursive: true });
  }

  /** @param flags e.g. `--expect-no-changes` @throws when pulumi ends with anything else than 0 */
  async preview(sources: Sources, ...flags: string[]): Promise<Timing> {
    const { project, folder } = this.#args;
    rmSync(this.#note, { force: true });
    if (sources === "edited") edit(project);
    const cache = path.join(folder, sources === "new" ? `cache-${performance.now()}` : "cache");
    const { seconds, stdout } = await this.#pulumi(["preview", ...flags, ...this.#stack], {
      NODE_COMPILE_CACHE: path.join(cache, "node"),
      TS_NODE_CACHE_DIRECTORY: path.join(cache, "ts-node"),
      NODE_OPTIONS: `--import=${path.join(import.meta.dirname, "first-resource.ts")}`,
      FIRST_RESOURCE: this.#note,
    });
    const count = /(\d+) (?:unchanged|to create)/.exec(stdout)?.[1];
    if (count === undefined) throw new Error(`pulumi preview counts no resources:\n${stdout}`);
    const programStart = Number(readFileSync(this.#note, "utf8")) / 1000;
    return { preview: seconds, programStart, resources: Number(count) };
  }

  get #stack(): string[] {
    return ["--stack", "local", "--config-file", this.#config];
  }

  #pulumi(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<MeasuredRun> {
    const { project, folder, pulumi } = this.#args;
    return measured(pulumi.command, args, {
      cwd: project,
      env: {
        ...pulumi.env,
        PULUMI_BACKEND_URL: `file://${path.join(folder, "state")}`,
        PULUMI_CONFIG_PASSPHRASE: "local",
        ...env,
      },
    });
  }
}
