import type { Engine } from "../../engine/engine.ts";
import type { Listener } from "../../lib/spawn.ts";
import type { CaptureOptions, CommandOutput, PreviewOutput } from "./command-output.ts";
import {
  changesIn,
  errorsIn,
  policyReportsIn,
  type ResourceChange,
  withEventLog,
} from "./event-log.ts";
import { expectedRefresh } from "./progress/expected.ts";
import { type DestroyOptions, POLICIES, type UpOptions } from "./progress/change-options.ts";
import { followed, type Progress } from "./progress/follow.ts";
import { INTERRUPTED, PulumiError, pulumiError } from "./pulumi-error.ts";
import { type CommandEnd, patiently, runCommand, type Started } from "./process/run-command.ts";
import { stackFile } from "./stack-file.ts";
import type { StackPlace } from "./stack-place.ts";

/** Pulumi commands for one stack. */
export class PulumiStack {
  readonly name: string;
  /** The file with its settings. */
  readonly settings: string;
  readonly #engine: Engine;
  readonly #place: StackPlace;

  constructor(engine: Engine, place: StackPlace) {
    this.name = place.name;
    this.settings = place.settings ?? stackFile(place.name);
    this.#engine = engine;
    this.#place = place;
  }

  /** The same stack with other settings. @param settings the file */
  with = (settings: string): PulumiStack =>
    new PulumiStack(this.#engine, { ...this.#place, settings });

  /** @param secretsProvider what encrypts its secrets @default Pulumi's choice: a passphrase, or Pulumi Cloud */
  async create(secretsProvider?: string): Promise<void> {
    const provider = secretsProvider === undefined ? [] : ["--secrets-provider", secretsProvider];
    await this.capture(["stack", "init", this.name, "--no-select", ...provider], { locks: true });
  }

  /**
   * @param refresh whether to read the actual resources first, and repair what differs
   * @param preview whether policies for several resources are checked before anything is created
   * @returns what it has changed
   * @throws PulumiError with its reasons
   */
  async up({
    refresh = false,
    preview = false,
    policies = true,
    progress,
  }: UpOptions): Promise<readonly ResourceChange[]> {
    const options = ["--yes", "--suppress-outputs"];
    if (policies) options.push("--policy-pack", POLICIES);
    if (refresh) options.push("--refresh");
    if (!preview) options.push("--skip-preview");
    return withEventLog(async (log) => {
      await this.#change(["up", ...options, ...log.options], progress, log.file);
      return changesIn(log.file);
    });
  }

  /**
   * Shows what an `up` would do, and checks every policy.
   *
   * @throws PulumiError when it cannot be deployed
   */
  async showPreview(): Promise<void> {
    const args = ["preview", "--policy-pack", POLICIES, ...this.#options()];
    const { code, interrupted } = await this.#run(args, {});
    if (interrupted || code !== 0)
      throw new PulumiError(`pulumi preview ended with exit code ${code}; see above`, code);
  }

  /** Updates the state from the actual resources. @param isKilled whether to drop the pending creates of a killed run */
  refresh(progress: Progress, isKilled = false): Promise<void> {
    const forget = isKilled ? ["--clear-pending-creates"] : [];
    const options = ["--yes", "--skip-preview", "--suppress-outputs", ...forget];
    const shown = { ...progress, expected: expectedRefresh(progress.expected) };
    return withEventLog((log) =>
      this.#change(["refresh", ...options, ...log.options], shown, log.file),
    );
  }

  /**
   * Destroys everything it can, continuing after failures.
   *
   * @returns why something was not destroyed, by URN; under "" errors without a resource; undefined when everything was destroyed
   */
  async destroy({
    progress,
    spareProtected = false,
  }: DestroyOptions): Promise<ReadonlyMap<string, string> | undefined> {
    const options = ["--yes", "--skip-preview", "--suppress-outputs", "--continue-on-error"];
    if (spareProtected) options.push("--exclude-protected");
    return withEventLog(async (log) => {
      try {
        await this.#change(["destroy", ...options, ...log.options], progress, log.file);
        return undefined;
      } catch (error) {
        if (error instanceof PulumiError && error.code !== undefined) return error.reasons;
        throw error;
      }
    });
  }

  /** Sets a `class:` key in the stack's settings, as `pulumi config set` does. */
  async set(key: string, value: string): Promise<void> {
    await this.capture(["config", "set", key, value, "--stack", this.name]);
  }

  /** The content of an ESC environment, as JSON. */
  openEnvironment = (name: string): Promise<string> =>
    this.capture(["env", "open", name, "--format", "json"]);

  /** The stack's outputs, by lab id; secrets are masked unless requested. */
  async outputs({ showSecrets = false } = {}): Promise<Record<string, Record<string, unknown>>> {
    const secrets = showSecrets ? ["--show-secrets"] : [];
    const args = ["stack", "output", "--json", ...secrets, "--stack", this.name];
    return JSON.parse(await this.capture(args)) as Record<string, Record<string, unknown>>;
  }

  /** The stack's state, secrets encrypted, as Pulumi exports it. @param version in its history @default the newest */
  async export(version?: number): Promise<unknown> {
    const old = version === undefined ? [] : ["--version", String(version)];
    return JSON.parse(await this.capture(["stack", "export", ...old, "--stack", this.name]));
  }

  /** What an `up` would do, including unchanged resources: JSON, if it gets that far. */
  preview(): Promise<PreviewOutput> {
    return withEventLog(async ({ file, options }) => {
      const args = ["--json", "--show-sames", "--policy-pack", POLICIES, ...options];
      const output = await this.#listen(["preview", ...args, ...this.#options()]);
      // Pulumi's JSON does not include policies.
      return { ...output, reports: policyReportsIn(file) };
    });
  }

  /** The stack's configuration as JSON, secrets in plain text. @param file with its settings @default its own */
  config(file?: string): Promise<string> {
    return this.capture(["config", "--json", "--show-secrets", ...this.#options(file)]);
  }

  /** Options for the stack and its settings. */
  #options(settings = this.#place.settings): string[] {
    return ["--stack", this.name, ...(settings === undefined ? [] : ["--config-file", settings])];
  }

  /** Runs a command with its progress shown. */
  async #change(args: readonly string[], progress: Progress, log: string): Promise<void> {
    const [command = ""] = args;
    const { watch } = this.#place;
    let complaints = "";
    const run = (listener?: Listener) => {
      const heard: Listener = (stream, chunk) => {
        if (stream === "stderr") complaints += chunk;
        listener?.(stream, chunk);
      };
      const call = [...args, ...this.#options()];
      return this.#run(call, { changes: true, watch, listener: listener && heard });
    };
    watch?.changeBegins();
    const { code, interrupted } = await (progress.verbose ? run() : followed(log, progress, run));
    if (interrupted) throw new PulumiError(`pulumi ${command} ${INTERRUPTED}`);
    watch?.changeEnds();
    if (code === 0) return;
    const errors = errorsIn(log);
    // Before the engine starts, as for a locked stack, Pulumi itself prints the reason.
    const reasons = errors.size > 0 ? errors : new Map([["", complaints.trim()]]);
    const message = `pulumi ${command} ended with exit code ${code}; see above`;
    throw new PulumiError(message, code, reasons);
  }

  /** Runs a command for its output. @throws PulumiError */
  async capture(args: readonly string[], { locks, env }: CaptureOptions = {}): Promise<string> {
    const started = locks ? { env, changes: true, watch: this.#place.watch } : { env };
    const said = await patiently(args, () => this.#listen(args, started));
    if (said.code === 0) return said.stdout;
    throw pulumiError(args, said.code, said.interrupted ? INTERRUPTED : said.stderr);
  }

  /** Runs a command for its output, whatever its exit code. */
  async #listen(args: readonly string[], started: Started = {}): Promise<CommandOutput> {
    const output = { stdout: "", stderr: "" };
    const listener: Listener = (stream, chunk) => (output[stream] += chunk);
    return { ...(await this.#run(args, { ...started, listener })), ...output };
  }

  #run(args: readonly string[], started: Started): Promise<CommandEnd> {
    return runCommand(this.#engine, this.#place, args, started);
  }
}
