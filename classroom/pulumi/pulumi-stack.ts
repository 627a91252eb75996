import path from "node:path";
import type { Engine } from "../../engine/engine.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { type Listener, talk } from "../../lib/spawn.ts";
import { errorsIn, policyReportsIn, type PolicyReport, withEventLog } from "./event-log.ts";
import { PROJECT } from "../../lib/project.ts";

/** A Pulumi command that failed, having said itself what was wrong. */
export class PulumiError extends ExplainedError {
  /** Its exit code; undefined when it was cut off. */
  readonly code: number | undefined;

  constructor(message: string, code?: number) {
    super(message);
    this.code = code;
  }
}

/** What a command has said, and its exit code. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a preview has said, and what the rules of policy/ have. */
export interface Previewed extends Said {
  readonly reports: readonly PolicyReport[];
}

/** Which stack it is, and what Pulumi needs to know to find it. */
export interface StackPlace {
  readonly name: string;
  /** What comes on top of the engine's environment: backend, passphrase, endpoint. @default nothing */
  readonly env?: NodeJS.ProcessEnv;
  /** The stack's settings. @default the project's Pulumi.<stack>.yaml */
  readonly settings?: string;
  /** Who keeps a record of what runs. @default nobody: a backend of Pulumi's own is careful enough */
  readonly watch?: StackWatch;
}

/** What is told of the commands on a stack, so that a run which is killed can be understood by the next one. */
export interface StackWatch {
  /** A command is going to change the stack. */
  changeBegins(): void;
  /** It has ended by itself, well or not. */
  changeEnds(): void;
  /** Which process changes the stack; undefined when none does any more. */
  runs(pid: number | undefined): void;
}

/** Pulumi's commands on one stack. */
export class PulumiStack {
  readonly name: string;
  readonly #engine: Engine;
  readonly #place: StackPlace;

  constructor(engine: Engine, place: StackPlace) {
    this.name = place.name;
    this.#engine = engine;
    this.#place = place;
  }

  async create(): Promise<void> {
    await this.#capture(["stack", "init", this.name]);
  }

  /**
   * @param refresh whether to look first at what is really there, and mend what differs
   * @param preview whether rules that look at how resources hang together are asked before anything is made
   */
  async up({ refresh = false, preview = false } = {}): Promise<void> {
    const options = ["--yes", "--suppress-outputs", "--policy-pack", POLICIES];
    if (refresh) options.push("--refresh");
    if (!preview) options.push("--skip-preview");
    await this.#change(["up", ...options]);
  }

  /**
   * Destroys what it can, past whatever fails.
   *
   * @param refresh whether to look first at what is really there
   * @returns why something was not destroyed, by URN; undefined when all went well
   */
  async destroy({ refresh = false } = {}): Promise<ReadonlyMap<string, string> | undefined> {
    const options = ["--yes", "--skip-preview", "--suppress-outputs", "--continue-on-error"];
    return withEventLog(async (log) => {
      try {
        await this.#change([
          "destroy",
          ...options,
          ...(refresh ? ["--refresh"] : []),
          ...log.options,
        ]);
        return undefined;
      } catch (error) {
        if (error instanceof PulumiError && error.code !== undefined) return errorsIn(log.file);
        throw error;
      }
    });
  }

  /** Lets all resources be destroyed. */
  async unprotect(): Promise<void> {
    await this.#capture(["state", "unprotect", "--all", "--yes", "--stack", this.name]);
  }

  /** Sets a key of the class in the stack's settings, as `pulumi config set` does. */
  async set(key: string, value: string): Promise<void> {
    await this.#capture(["config", "set", key, value, "--stack", this.name]);
  }

  /** What the stack exports, by lab id; secrets masked. */
  async outputs(): Promise<Record<string, Record<string, unknown>>> {
    const json = await this.#capture(["stack", "output", "--json", "--stack", this.name]);
    return JSON.parse(json) as Record<string, Record<string, unknown>>;
  }

  /** The stack's record, secrets encrypted, as Pulumi exports it. */
  async export(): Promise<unknown> {
    return JSON.parse(await this.#capture(["stack", "export", "--stack", this.name]));
  }

  /** What an `up` would do, resources that stay as they are included: JSON, where it comes that far. */
  preview(): Promise<Previewed> {
    return withEventLog(async ({ file, options }) => {
      const args = ["--json", "--show-sames", "--policy-pack", POLICIES, ...options];
      const said = await this.#listen(["preview", ...args, ...this.#options]);
      // Pulumi's JSON tells nothing of policies.
      return { ...said, reports: policyReportsIn(file) };
    });
  }

  /** The stack's configuration as JSON, secrets in plain text. */
  config(): Promise<string> {
    return this.#capture(["config", "--json", "--show-secrets", ...this.#options]);
  }

  /** Which stack a command is about, and its settings. */
  get #options(): string[] {
    const { settings } = this.#place;
    return ["--stack", this.name, ...(settings === undefined ? [] : ["--config-file", settings])];
  }

  /** Runs a command whose progress the user watches. */
  async #change(args: readonly string[]): Promise<void> {
    const [command = ""] = args;
    const { watch } = this.#place;
    watch?.changeBegins();
    const { code, cutOff } = await this.#run([...args, ...this.#options], { watch });
    if (cutOff) throw new PulumiError(`pulumi ${command} was cut off: it can be called again`);
    watch?.changeEnds();
    if (code === 0) return;
    throw new PulumiError(`pulumi ${command} ended with exit code ${code}; see above`, code);
  }

  async #capture(args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#listen(args);
    if (code === 0) return stdout;
    throw new PulumiError(
      `pulumi ${args.join(" ")} ended with exit code ${code}: ${stderr.trim()}`,
      code,
    );
  }

  /** Runs a command for what it says, however it ends. */
  async #listen(args: readonly string[]): Promise<Said> {
    const said = { stdout: "", stderr: "" };
    const { code } = await this.#run(args, {
      listener: (stream, chunk) => (said[stream] += chunk),
    });
    return { code, ...said };
  }

  /**
   * @param listener takes what the command says; without one the user's terminal does
   * @param watch who is told of the process: of one that changes the stack. Others may run beside it
   */
  async #run(args: readonly string[], { listener, watch }: Started): Promise<Ended> {
    const { env } = this.#place;
    const { code, interrupted } = await talk({
      command: this.#engine.command,
      args,
      cwd: PROJECT,
      // Debug commands: for the event log.
      env: { ...this.#engine.env, PULUMI_DEBUG_COMMANDS: "true", ...env },
      listener,
      detached: true,
      runs: (pid) => watch?.runs(pid),
    });
    return { code: code ?? 1, cutOff: code === undefined || (interrupted && code !== 0) };
  }
}

/** Who follows a command. */
interface Started {
  readonly listener?: Listener;
  readonly watch?: StackWatch | undefined;
}

interface Ended {
  readonly code: number;
  /** Whether a signal has kept it from ending by itself. */
  readonly cutOff: boolean;
}

/** The rules that an `up` must keep, see docs/policies.md. */
const POLICIES = path.join(PROJECT, "policy");
