import path from "node:path";
import type { Engine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import { type Listener, talk } from "../../lib/spawn.ts";
import {
  changesIn,
  errorsIn,
  policyReportsIn,
  type PolicyReport,
  type ResourceChange,
  withEventLog,
} from "./event-log.ts";
import { PulumiError } from "./pulumi-error.ts";
import type { StackPlace, StackWatch } from "./stack-place.ts";

/** What a command has printed, and its exit code. */
export interface CommandOutput {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a preview has printed, and what the rules of policy/ report. */
export interface PreviewOutput extends CommandOutput {
  readonly reports: readonly PolicyReport[];
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
    await this.#capture(["stack", "init", this.name, "--no-select"]);
  }

  /**
   * @param refresh whether to look first at what is really there, and repair what differs
   * @param preview whether rules that look at several resources are checked before anything is created
   * @returns what it has changed
   */
  async up({ refresh = false, preview = false } = {}): Promise<readonly ResourceChange[]> {
    const options = ["--yes", "--suppress-outputs", "--policy-pack", POLICIES];
    if (refresh) options.push("--refresh");
    if (!preview) options.push("--skip-preview");
    return withEventLog(async (log) => {
      await this.#change(["up", ...options, ...log.options]);
      return changesIn(log.file);
    });
  }

  /**
   * Shows what an `up` would do, and checks every rule.
   *
   * @throws PulumiError when it cannot be deployed
   */
  async showPreview(): Promise<void> {
    const args = ["preview", "--policy-pack", POLICIES, ...this.#options];
    const { code, interrupted } = await this.#run(args, {});
    if (interrupted || code !== 0)
      throw new PulumiError(`pulumi preview ended with exit code ${code}; see above`, code);
  }

  /**
   * Destroys what it can, past whatever fails.
   *
   * @param refresh whether to look first at what is really there
   * @returns why something was not destroyed, by URN; undefined when everything was
   */
  async destroy({ refresh = false } = {}): Promise<ReadonlyMap<string, string> | undefined> {
    const options = ["--yes", "--skip-preview", "--suppress-outputs", "--continue-on-error"];
    if (refresh) options.push("--refresh");
    return withEventLog(async (log) => {
      try {
        await this.#change(["destroy", ...options, ...log.options]);
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

  /** The stack's outputs, by lab id; secrets masked unless they are wanted. */
  async outputs({ showSecrets = false } = {}): Promise<Record<string, Record<string, unknown>>> {
    const secrets = showSecrets ? ["--show-secrets"] : [];
    const options = ["--json", ...secrets, "--stack", this.name];
    const json = await this.#capture(["stack", "output", ...options]);
    return JSON.parse(json) as Record<string, Record<string, unknown>>;
  }

  /** The stack's state, secrets encrypted, as Pulumi exports it. */
  async export(): Promise<unknown> {
    return JSON.parse(await this.#capture(["stack", "export", "--stack", this.name]));
  }

  /** What an `up` would do, resources that stay as they are included: JSON, where it comes that far. */
  preview(): Promise<PreviewOutput> {
    return withEventLog(async ({ file, options }) => {
      const args = ["--json", "--show-sames", "--policy-pack", POLICIES, ...options];
      const output = await this.#listen(["preview", ...args, ...this.#options]);
      // Pulumi's JSON has nothing of policies.
      return { ...output, reports: policyReportsIn(file) };
    });
  }

  /** The stack's configuration as JSON, secrets in plain text. */
  config(): Promise<string> {
    return this.#capture(["config", "--json", "--show-secrets", ...this.#options]);
  }

  /** The stack that a command is about, and its settings. */
  get #options(): string[] {
    const { settings } = this.#place;
    return ["--stack", this.name, ...(settings === undefined ? [] : ["--config-file", settings])];
  }

  /** Runs a command whose progress the user watches. */
  async #change(args: readonly string[]): Promise<void> {
    const [command = ""] = args;
    const { watch } = this.#place;
    watch?.changeBegins();
    const { code, interrupted } = await this.#run([...args, ...this.#options], { watch });
    if (interrupted)
      throw new PulumiError(`pulumi ${command} was interrupted. Run the same command again.`);
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

  /** Runs a command for what it prints, however it ends. */
  async #listen(args: readonly string[]): Promise<CommandOutput> {
    const output = { stdout: "", stderr: "" };
    const { code } = await this.#run(args, {
      listener: (stream, chunk) => (output[stream] += chunk),
    });
    return { code, ...output };
  }

  /**
   * @param listener takes what the command prints; without one it goes to the user's terminal
   * @param watch is notified of a process that changes the stack; others may run beside it
   */
  async #run(args: readonly string[], { listener, watch }: Started): Promise<CommandEnd> {
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
    return { code: code ?? 1, interrupted: code === undefined || (interrupted && code !== 0) };
  }
}

/** What follows a command. */
interface Started {
  readonly listener?: Listener;
  readonly watch?: StackWatch | undefined;
}

interface CommandEnd {
  readonly code: number;
  /** Whether a signal has ended it. */
  readonly interrupted: boolean;
}

/** The rules that an `up` must keep, see docs/policies.md. */
const POLICIES = path.join(PROJECT, "policy");
