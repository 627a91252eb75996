import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Engine, findEngine, NoEngineError } from "../../engine/engine.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { LOCAL_PASSPHRASE } from "../local/local-folder.ts";
import { inPlainText } from "../pulumi/secrets/decrypted.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { scratchStack } from "../pulumi/scratch-stack.ts";
import { refuseEncryptedWhole } from "../pulumi/secrets/encrypted-whole.ts";
import {
  classSecrets,
  type PlainSettings,
  SecretSettingError,
} from "../pulumi/secrets/secret-paths.ts";
import { isRecord } from "../pulumi/settings-file.ts";
import { type StackFile, stackFile, stackSettings } from "../pulumi/stack-file.ts";
import { checkSecrets, passphraseIn } from "../pulumi/stack-secrets.ts";

/**
 * The settings of a stack, deployed or not, in plain text. An engine is needed only for secrets.
 *
 * @param labs the only ones whose settings are needed, so that the secrets of others are not decrypted @default all
 * @throws NoStackError, SettingsFileError; SecretSettingError when a secret cannot be decrypted
 */
export async function plainSettings(
  name: string,
  report: Report,
  labs?: readonly string[],
): Promise<PlainSettings> {
  const whole = stackSettings(name);
  refuseEncryptedWhole(stackFile(name));
  const file = only(labs, whole);
  const secrets = classSecrets(file.config);
  if (secrets.length === 0) return { config: file.config, secrets };
  checkSecrets(
    stackFile(name),
    name === LOCAL
      ? { passphrase: LOCAL_PASSPHRASE, byPassphrase: true }
      : { passphrase: passphraseIn(process.env) },
  );
  const engine = await findEngine(report).catch((error: unknown) => {
    if (!(error instanceof NoEngineError)) throw error;
    throw new SecretSettingError(name, secrets, error.message);
  });
  return name === LOCAL
    ? localSecrets(engine, file)
    : inPlainText(new PulumiStack(engine, { name }), file.config);
}

/** Without the settings of other labs. */
function only(labs: readonly string[] | undefined, file: StackFile): StackFile {
  const all = file.config["class:labs"];
  if (labs === undefined || !isRecord(all)) return file;
  const asked = Object.entries(all).filter(([id]) => labs.includes(id));
  return { ...file, config: { ...file.config, "class:labs": Object.fromEntries(asked) } };
}

/** Before its first run, the local stack is not on any backend that could be read. */
async function localSecrets(engine: Engine, file: StackFile): Promise<PlainSettings> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-secrets-"));
  try {
    const env = { PULUMI_CONFIG_PASSPHRASE: LOCAL_PASSPHRASE };
    const stack = await scratchStack(engine, folder, LOCAL, { file, env });
    return await inPlainText(stack, file.config);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
