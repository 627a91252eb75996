import { writeFileSync } from "node:fs";
import path from "node:path";
import { stringify } from "yaml";
import type { Engine } from "../../engine/engine.ts";
import { makeFolder } from "../../lib/files.ts";
import { capture } from "../../lib/spawn.ts";
import { PulumiStack } from "./pulumi-stack.ts";
import { type StackFile, writeStackFile } from "./stack-file.ts";

/**
 * An empty stack with its own backend in a folder, beside the real one: Pulumi then writes the passphrase's salt into the
 * settings there, not into the project's file.
 *
 * @param env in addition to the backend: the passphrase and the AWS endpoint
 */
export async function scratchStack(
  engine: Engine,
  folder: string,
  name: string,
  { file, env }: { readonly file: StackFile; readonly env: NodeJS.ProcessEnv },
): Promise<PulumiStack> {
  const state = path.join(folder, "state");
  makeFolder(state);
  writeFileSync(path.join(folder, "Pulumi.yaml"), stringify({ name: "class", runtime: "nodejs" }));
  const settings = path.join(folder, `Pulumi.${name}.yaml`);
  writeStackFile(settings, file);
  const all = { ...env, PULUMI_BACKEND_URL: `file://${state}` };
  await capture(engine.command, ["stack", "init", name, "--no-select"], {
    cwd: folder,
    env: { ...engine.env, ...all },
  });
  return new PulumiStack(engine, { name, env: all, settings });
}
