import { existsSync, mkdirSync } from "node:fs";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { changedExpiry, type ExpiryChange, usualExpiry } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import {
  configValues,
  readStackFile,
  stackSettings,
  writeStackFile,
} from "../pulumi/stack-file.ts";
import { KeyFile, type KeySettings } from "./key-file.ts";
import type { LocalFolder } from "./local-folder.ts";

/** What is different in one run. */
export interface RunChange extends ExpiryChange {
  /** Ids of labs that replace the ones of Pulumi.local.yaml. */
  readonly labs?: readonly string[] | undefined;
}

/**
 * The settings of one run of the local stack: Pulumi.local.yaml, the labs chosen for this run, and when it expires.
 * They are written into our own folder, so that a run leaves the project's files as they were; where they have no public
 * key, a key pair is made beside them.
 *
 * @throws NoStackError, SettingsFileError, ConfigError, ExpiryError, KeyFileError before anything is written
 */
export function localSettings(
  folder: LocalFolder,
  { labs, ...change }: RunChange,
  now = new Date(),
): ClassConfig {
  const file = stackSettings(LOCAL);
  const current = lastExpiry(folder, now);
  const changed = changedExpiry(change, current, now);
  const config: Record<string, unknown> = {
    "class:expires": current ?? usualExpiry(now),
    ...file.config,
    ...(changed !== undefined && { "class:expires": changed }),
    ...(labs && { "class:labs": chosen(labs, file.config["class:labs"]) }),
  };
  const parsed = (key?: KeySettings) =>
    parseConfig({ stack: LOCAL, values: configValues({ ...config, ...key }), now });
  const keyFile = config["class:publicKey"] ? undefined : new KeyFile(LOCAL, folder.path);
  if (keyFile && !keyFile.exists()) parsed(keyFile.sample);
  const key = keyFile?.make();
  const result = parsed(key);
  mkdirSync(folder.path, { recursive: true });
  writeStackFile(folder.settings, { ...file, config: { ...config, ...key } });
  return result;
}

/** A lab chosen for a run keeps the settings it has in the file. */
export const chosen = (labs: readonly string[], settings: unknown): Record<string, unknown> =>
  Object.fromEntries(
    labs.map((id) => [id, (settings as Record<string, unknown> | undefined)?.[id] ?? true]),
  );

/** The expiry of the run before, while it is still to come: else every run would change every tag. */
function lastExpiry(folder: LocalFolder, now: Date): string | undefined {
  if (!existsSync(folder.settings)) return undefined;
  const expires = readStackFile(folder.settings).config["class:expires"];
  return typeof expires === "string" && new Date(expires) > now ? expires : undefined;
}
