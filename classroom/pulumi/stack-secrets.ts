import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { callsOn } from "../console/call-on.ts";
import { isRecord, readSettingsFile } from "./settings-file.ts";

/** A stack's passphrase cannot be read. */
export class PassphraseError extends ExplainedError {}

/** Pulumi's key derivation from a passphrase: sdk/go/common/resource/config/crypt.go. */
const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** The text that Pulumi encrypts to verify a passphrase. */
const KNOWN = "pulumi";

/** The passphrase that Pulumi reads from the environment. @throws PassphraseError */
export function passphraseIn(env: NodeJS.ProcessEnv): string | undefined {
  const { PULUMI_CONFIG_PASSPHRASE: phrase, PULUMI_CONFIG_PASSPHRASE_FILE: file } = env;
  if (phrase !== undefined || !file) return phrase;
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new PassphraseError(
      `PULUMI_CONFIG_PASSPHRASE_FILE = ${file}: ${errorMessage(error)}\n  fix: write the path of the file that holds the stack's passphrase`,
      { cause: error },
    );
  }
}

/** How a stack's secrets are protected. */
export interface Protection {
  /** Undefined when Pulumi will ask for it. */
  readonly passphrase: string | undefined;
  /** Whether only a passphrase can protect them, as in a backend of files. */
  readonly byPassphrase?: boolean;
}

/**
 * Checks that Pulumi can decrypt a stack's secrets: it would fail late, and without naming the value. This works only for secrets
 * protected by a passphrase, not by a key in AWS KMS or in Pulumi Cloud.
 *
 * @param file the stack's Pulumi.<stack>.yaml
 * @throws SettingsFileError with file and line
 */
export function checkSecrets(file: string, { passphrase, byPassphrase }: Protection): void {
  const { content, error } = readSettingsFile(file);
  const { encryptionsalt: salt, encryptedkey, config } = content;
  const secrets = Object.entries(isRecord(config) ? config : {}).flatMap(([key, value]) =>
    secretsIn(value).map((secret) => ({ key, secret })),
  );
  const check = (isWrong: (secret: unknown) => boolean, reason: string): void => {
    const wrong = secrets.find(({ secret }) => isWrong(secret));
    if (wrong)
      throw error(
        ["config", wrong.key],
        `${wrong.key} cannot be decrypted: ${reason}`,
        callsOn(
          `set it again with \`pulumi config set --secret ${wrong.key} VALUE --stack NAME\`, or in plain text if it is not secret`,
          stackOf(file),
        ),
      );
  };
  check((secret) => typeof secret !== "string", "`secure:` holds no text that Pulumi has written");
  if (typeof salt !== "string") {
    const needsSalt = (secret: unknown) =>
      byPassphrase === true || String(secret).startsWith("v1:");
    if (encryptedkey === undefined) check(needsSalt, "the file has no encryptionsalt");
    return;
  }
  if (passphrase === undefined) return;
  const key = keyOf(passphrase, salt);
  if (decrypted(salt.split(":").slice(2).join(":"), key) !== KNOWN)
    throw error(
      "encryptionsalt",
      "the passphrase is not the one that this stack was made with",
      "set PULUMI_CONFIG_PASSPHRASE to the stack's passphrase, or restore the line from git if it was changed",
    );
  check(
    (secret) => decrypted(String(secret), key) === undefined,
    "it was encrypted in another stack, or was changed",
  );
}

/** `Pulumi.dev.yaml` -> `dev` */
const stackOf = (file: string): string => path.basename(file).replace(/^Pulumi\.(.*)\.yaml$/, "$1");

/** The values of `secure:`, at any depth. */
function secretsIn(value: unknown): unknown[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]: [string, unknown]) =>
    key === "secure" ? [member] : secretsIn(member),
  );
}

/** Derived once, because it takes a third of a second. */
const keys = new Map<string, Buffer>();

function keyOf(passphrase: string, salt: string): Buffer {
  const of = `${passphrase} ${salt}`;
  const key =
    keys.get(of) ??
    pbkdf2Sync(passphrase, bytes(salt.split(":")[1]), ITERATIONS, KEY_BYTES, "sha256");
  keys.set(of, key);
  return key;
}

/** Decrypts `v1:NONCE:TEXT`, both in base64; undefined when the key is wrong. */
function decrypted(cipher: string, key: Buffer): string | undefined {
  const [, nonce, text] = cipher.split(":");
  const sealed = bytes(text);
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, bytes(nonce), {
      authTagLength: TAG_BYTES,
    }).setAuthTag(sealed.subarray(-TAG_BYTES));
    return decipher.update(sealed.subarray(0, -TAG_BYTES)).toString() + decipher.final().toString();
  } catch {
    return undefined; // another key, or a text that was not written by Pulumi
  }
}

const bytes = (base64 = ""): Buffer => Buffer.from(base64, "base64");
