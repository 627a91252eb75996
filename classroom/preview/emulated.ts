import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { type Emulator, startEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Report } from "../../lib/progress.ts";
import { capture } from "../../lib/spawn.ts";
import { LOCAL } from "../console/shared-options.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { holdsSecret, readable, stackSettings, writeStackFile } from "../pulumi/stack-file.ts";

type Config = Readonly<Record<string, unknown>>;

/**
 * Does `work` with an emulated AWS and a state backend that are there for it alone: no account is needed, and nothing is
 * in them yet.
 *
 * @param work is given what makes an empty stack
 */
export async function onEmulator<T>(
  engine: Engine,
  report: Report,
  work: (emptyStack: (name: string, config: Config) => Promise<PulumiStack>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-preview-"));
  try {
    const { emulator } = await startEmulator(folder, report);
    mkdirSync(path.join(folder, "state"));
    writeFileSync(
      path.join(folder, "Pulumi.yaml"),
      stringify({ name: "class", runtime: "nodejs" }),
    );
    return await work((name, config) => {
      const left = Object.keys(config).filter((key) => holdsSecret(config[key]));
      if (left.length > 0)
        report(`${name}: without ${left.join(", ")}, which only its own backend can decrypt`);
      return emptyStack(engine, emulator, folder, name, emulatedConfig(config));
    });
  } finally {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  }
}

async function emptyStack(
  engine: Engine,
  emulator: Emulator,
  folder: string,
  name: string,
  config: Config,
): Promise<PulumiStack> {
  const settings = path.join(folder, `Pulumi.${name}.yaml`);
  writeStackFile(settings, { config });
  const env = {
    ...emulator.env,
    PULUMI_BACKEND_URL: `file://${folder}/state`,
    PULUMI_CONFIG_PASSPHRASE: "emulator", // there is nothing to hide
  };
  // In a folder of its own, where it writes the passphrase's salt, not into the project's file.
  await capture(engine.command, ["stack", "init", name, "--no-select"], {
    cwd: folder,
    env: { ...engine.env, ...env },
  });
  return new PulumiStack(engine, { name, env, settings });
}

/** A stack's settings, and on top what the provider needs to know of the emulator. */
export function emulatedConfig(config: Config): Config {
  const { config: local } = stackSettings(LOCAL);
  const ofProvider = Object.entries(local).filter(
    ([key]) => key.startsWith("aws:") && key !== "aws:region",
  );
  return { ...readable(config), ...Object.fromEntries(ofProvider) };
}
