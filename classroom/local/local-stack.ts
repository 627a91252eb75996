import type { Emulator } from "../../engine/emulator/emulator.ts";
import type { Engine } from "../../engine/engine.ts";
import { LOCAL } from "../console/shared-options.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { type LocalFolder, LOCAL_PASSPHRASE } from "./local-folder.ts";

/** Pulumi's environment variables for the stack on this machine. */
export const localEnvironment = (emulator: Emulator, folder: LocalFolder): NodeJS.ProcessEnv => ({
  ...emulator.env,
  // Without metadata files beside the state: a Pulumi killed while writing one leaves it empty, and the state unreadable.
  PULUMI_BACKEND_URL: `file://${folder.state}?metadata=skip`,
  PULUMI_CONFIG_PASSPHRASE: LOCAL_PASSPHRASE,
});

/** The stack on this machine: its own state folder, the emulator as AWS. */
export const localStack = (engine: Engine, emulator: Emulator, folder: LocalFolder): PulumiStack =>
  new PulumiStack(engine, {
    name: LOCAL,
    env: localEnvironment(emulator, folder),
    settings: folder.settings,
    watch: folder.watch,
  });
