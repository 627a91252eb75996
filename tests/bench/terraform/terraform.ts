import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Emulator } from "../../../engine/emulator/emulator.ts";
import { findTerraformProvider } from "../../../engine/provider/terraform/find.ts";
import { ExplainedError } from "../../../lib/errors.ts";
import { capture, CommandError } from "../../../lib/spawn.ts";
import { measured, type MeasuredRun } from "../measure/measured.ts";
import type { Configuration } from "./configuration.ts";

/** @returns its version @throws ExplainedError when it is not installed */
export async function terraformVersion(): Promise<string> {
  try {
    const said = await capture("terraform", ["version", "-json"]);
    return (JSON.parse(said) as { terraform_version: string }).terraform_version;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const fix = "install it (https://developer.hashicorp.com/terraform/install)";
    throw new ExplainedError(`Nothing to compare with: terraform does not run here; ${fix}`, {
      cause: error,
    });
  }
}

/** A Terraform configuration in a folder of its own, on an emulator. */
export class Terraform {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param env what its processes get besides the user's and the emulator's */
  constructor(folder: string, emulator: Emulator, env: NodeJS.ProcessEnv) {
    this.#folder = folder;
    const settings = path.join(folder, "terraform.rc"); // none of the user's
    mkdirSync(folder, { recursive: true });
    writeFileSync(settings, "");
    this.#env = {
      ...process.env,
      ...emulator.env,
      CHECKPOINT_DISABLE: "1",
      TF_CLI_CONFIG_FILE: settings,
      ...env,
    };
  }

  /** Takes a configuration, with the provider that our bridge has. @throws ExplainedError when there is none */
  async init(configuration: Configuration): Promise<void> {
    const provider = findTerraformProvider();
    if (!provider) throw new ExplainedError("No Terraform AWS provider on this machine");
    writeFileSync(
      path.join(this.#folder, "main.tf.json"),
      JSON.stringify(configuration, undefined, 2),
    );
    // Above it: registry, owner, provider, version, platform.
    const mirror = path.resolve(path.dirname(provider.file), "../../../../..");
    await this.measure("init", `-plugin-dir=${mirror}`);
  }

  /** One of Terraform's commands. @throws Error with what it said when it fails */
  measure(command: string, ...flags: string[]): Promise<MeasuredRun> {
    const args = [command, "-input=false", "-no-color", ...flags];
    return measured("terraform", args, { cwd: this.#folder, env: this.#env });
  }

  /** A plan that finds nothing to change. @throws Error with its differences when it finds any */
  emptyPlan(...flags: string[]): Promise<MeasuredRun> {
    return this.measure("plan", "-detailed-exitcode", ...flags);
  }
}
