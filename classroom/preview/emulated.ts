import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { scratchStack } from "../pulumi/scratch-stack.ts";
import { stackSettings, withoutSecrets } from "../pulumi/stack-file.ts";

type Config = Readonly<Record<string, unknown>>;

/**
 * Runs `work` with its own emulated AWS and state backend, both empty: no account is needed.
 *
 * @param work gets a function that creates an empty stack
 */
export async function onEmulator<T>(
  engine: Engine,
  report: Report,
  work: (emptyStack: (name: string, config: Config) => Promise<PulumiStack>) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-preview-"));
  try {
    const { emulator } = await startEmulator(folder, report);
    const env = { ...emulator.env, PULUMI_CONFIG_PASSPHRASE: "emulator" }; // there is nothing to hide
    return await work((name, config) =>
      scratchStack(engine, folder, name, { file: { config: emulatedConfig(config) }, env }),
    );
  } finally {
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  }
}

/** A stack's settings without the provider's secrets, but with the provider's settings for the emulator. */
export function emulatedConfig(config: Config): Config {
  const { config: local } = stackSettings(LOCAL);
  const ofProvider = Object.entries(local).filter(
    ([key]) => key.startsWith("aws:") && key !== "aws:region",
  );
  return { ...withoutSecrets(config), ...Object.fromEntries(ofProvider) };
}
