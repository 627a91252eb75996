import { existsSync } from "node:fs";
import { newClassId } from "../../infra/class-id.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { changedExpiry, type ExpiryChange, usualExpiry } from "../console/expiry.ts";
import { LOCAL } from "../console/shared-options.ts";
import {
  configValues,
  readStackFile,
  stackFile,
  type StackFile,
  stackSettings,
  writeStackFile,
} from "../pulumi/stack-file.ts";
import { checkSecrets } from "../pulumi/stack-secrets.ts";
import { checkProfile } from "../pulumi/known-profile.ts";
import { isRecord } from "../pulumi/settings-file.ts";
import { type PlainSettings, secretPaths } from "../pulumi/secrets/secret-paths.ts";
import { type KeySettings, missingKey } from "./key-file.ts";
import { type LocalFolder, LOCAL_PASSPHRASE } from "./local-folder.ts";

/** Options of one run. */
export interface RunChange extends ExpiryChange {
  /** Ids of labs that replace the ones of Pulumi.local.yaml. */
  readonly labs?: readonly string[] | undefined;
  /** Each student's settings instead of `class:each` there; kept as long as the class is up. */
  readonly each?: Readonly<Record<string, unknown>> | undefined;
  /** Whether the class has a site for its pages; the labs of the previous run stay. @default as in the previous run */
  readonly publish?: boolean | undefined;
}

/**
 * The settings of one run of the local stack: Pulumi.local.yaml, the labs chosen for this run, and its expiry. They are written
 * into our own folder, so that a run does not change the project's files; if they have no public key, a key pair is created
 * beside them.
 *
 * @param plain Pulumi.local.yaml with its secrets decrypted; they are written encrypted, as in that file
 * @throws NoStackError, SettingsFileError, SecretSettingError, ConfigError, ExpiryError, KeyFileError before anything is written
 */
export function localSettings(
  folder: LocalFolder,
  { labs, each, publish, ...change }: RunChange,
  now = new Date(),
  plain?: PlainSettings,
): ClassConfig {
  const file = stackSettings(LOCAL);
  checkAlone(file);
  checkProfile(stackFile(LOCAL), process.env);
  checkSecrets(stackFile(LOCAL), { passphrase: LOCAL_PASSPHRASE, byPassphrase: true });
  const last = lastSettings(folder);
  const current = lastExpiry(last, now);
  const changed = changedExpiry(change, current, now);
  const id = last["class:id"] ?? newClassId();
  const isUp = folder.condition() === "sound";
  const completed = (from: StackFile["config"]): Record<string, unknown> => ({
    "class:id": id,
    "class:expires": localExpiry(folder, now),
    ...from,
    ...(changed !== undefined && { "class:expires": changed }),
    ...(each && { "class:each": each, "class:labs": ownLabs(folder) }),
    ...(labs && { "class:labs": chosen(labs, from["class:labs"]) }),
    ...(isUp && kept(last, from, publish)),
  });
  const config = completed(file.config);
  const { config: read, secrets } = plain ?? { config: file.config, secrets: [] };
  const parsed = (key?: KeySettings) =>
    checked(
      parseConfig({
        stack: LOCAL,
        values: configValues({ ...completed(read), ...key }, LOCAL),
        secrets,
        now,
        needsId: true,
      }),
    );
  const keyFile = missingKey(LOCAL, config, folder.path);
  if (keyFile && !keyFile.exists()) parsed(keyFile.sample);
  const key = keyFile?.make();
  const result = parsed(key);
  writeStackFile(folder.settings, { ...file, config: { ...config, ...key } });
  return result;
}

/** When the local class expires unless a time is given: at its current time, else after the default length. */
export const localExpiry = (folder: LocalFolder, now: Date): string =>
  lastExpiry(lastSettings(folder), now) ?? usualExpiry(now);

/** The labs of the class's own stack when it is opened for students with their own labs: those that it has; it needs none. */
export const ownLabs = (folder: LocalFolder): unknown =>
  folder.condition() === "absent" ? {} : lastSettings(folder)["class:labs"];

/** What every student of the class on this machine gets, as it was opened, unless Pulumi.local.yaml says it. */
export function lastEach(folder: LocalFolder): Readonly<Record<string, unknown>> | undefined {
  if (folder.condition() === "absent" || "class:each" in stackSettings(LOCAL).config)
    return undefined;
  const each = lastSettings(folder)["class:each"];
  return isRecord(each) ? each : undefined;
}

/** What stays of the previous run while the class is up. @param publish changes only that: the labs stay, too */
function kept(
  last: StackFile["config"],
  from: StackFile["config"],
  publish?: boolean,
): StackFile["config"] {
  const { "class:labs": own, "class:each": each, "class:publish": before } = last;
  const after = publish ?? before;
  const ids = isRecord(own) ? Object.keys(own).filter((id) => own[id]) : [];
  return {
    ...(after !== undefined && { "class:publish": after }),
    ...(publish !== undefined && {
      // Only the file has encrypted values; `from` has them in plain text where they are needed.
      ...(!isSecret(own) && { "class:labs": chosen(ids, from["class:labs"]) }),
      ...(each !== undefined && secretPaths({ each }).length === 0 && { "class:each": each }),
    }),
  };
}

const isSecret = (value: unknown): boolean => isRecord(value) && "secure" in value;

/** The settings of the previous run. */
const lastSettings = (folder: LocalFolder): StackFile["config"] =>
  existsSync(folder.settings) ? readStackFile(folder.settings).config : {};

/** @throws ConfigError for settings that need Pulumi Cloud: the stack's backend is a folder */
function checkAlone({ environment: value }: StackFile): void {
  if (value === undefined) return;
  const reason = "stack local cannot use ESC environments of Pulumi Cloud";
  const fix = "write the values below config in Pulumi.local.yaml, and remove environment";
  throw new ConfigError(LOCAL, [{ key: "environment", value, reason, fix }]);
}

/** @throws ConfigError for a class meant for AWS: its outputs would present emulated addresses as real */
function checked(config: ClassConfig): ClassConfig {
  const { environment: value } = config;
  if (value === "local") return config;
  const reason = "stack local runs on the emulated AWS of this machine";
  const fix = `write local; for a class on AWS: npm start -- --stack ${value}`;
  throw new ConfigError(LOCAL, [{ key: "class:environment", value, reason, fix }]);
}

/** A lab chosen for a run keeps its settings from the file. */
export const chosen = (labs: readonly string[], settings: unknown): Record<string, unknown> =>
  Object.fromEntries(
    labs.map((id) => [id, isRecord(settings) && Object.hasOwn(settings, id) ? settings[id] : true]),
  );

/** The expiry of the previous run, if it is still ahead: otherwise every run would change every tag. */
function lastExpiry(last: StackFile["config"], now: Date): string | undefined {
  const expires = last["class:expires"];
  return typeof expires === "string" && new Date(expires) > now ? expires : undefined;
}
