import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { makeFolder, writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import type { StackFile } from "../pulumi/stack-file.ts";
import { LocalFolder } from "./local-folder.ts";

/** The file of a stack's private key cannot be used. */
export class KeyFileError extends ExplainedError {}

/** The settings of a stack's key pair. */
export interface KeySettings {
  readonly "class:publicKey": string;
  readonly "class:privateKeyFile": string;
}

/**
 * EC2 imports RSA keys of 1024, 2048 and 4096 bits; of the kinds that it imports, Windows accepts only RSA.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html
 */
const BITS = 4096;

/** The key pair created for a stack that has none; its private half stays in a file on this machine. */
export class KeyFile {
  readonly path: string;
  readonly #stack: string;

  constructor(stack: string, folder = new LocalFolder().path) {
    this.#stack = stack;
    this.path = path.join(folder, "keys", `${stack}.pem`);
  }

  exists(): boolean {
    return existsSync(this.path);
  }

  /** The stack's settings for the pair in the file. @throws KeyFileError */
  settings(): KeySettings {
    try {
      return this.settingsOf(openSshLine(createPrivateKey(readFileSync(this.path)), this.#stack));
    } catch (error) {
      throw new KeyFileError(
        `${this.name} is not a private RSA key: ${errorMessage(error)}\nMove the file away to get a new key pair, or set class:publicKey and class:privateKeyFile.`,
      );
    }
  }

  /** The same for a public key whose private half belongs in the file. */
  settingsOf(publicKey: string): KeySettings {
    return { "class:publicKey": publicKey, "class:privateKeyFile": this.name };
  }

  /** Creates the pair, unless it exists. */
  make(): KeySettings {
    if (!this.exists()) {
      makeFolder(path.dirname(this.path), 0o700);
      writeWhole(this.path, pem(newPrivateKey(BITS)), 0o600);
    }
    return this.settings();
  }

  /** Settings for a check before the pair is created, which takes a second. */
  get sample(): KeySettings {
    sampleLine ??= openSshLine(newPrivateKey(1024), "sample");
    return this.settingsOf(sampleLine);
  }

  /** The file's path for a command run in the project's folder. */
  get name(): string {
    const relative = path.relative(PROJECT, this.path);
    return relative.startsWith("..") ? this.path : relative;
  }
}

/**
 * The file for the private key of a stack whose settings have no public key; undefined when they have one.
 *
 * @throws KeyFileError when they name only a private key: our pair would not match it
 */
export function missingKey(
  stack: string,
  config: StackFile["config"],
  folder?: string,
): KeyFile | undefined {
  const { "class:publicKey": publicKey, "class:privateKeyFile": file } = config;
  if (publicKey !== undefined && publicKey !== "") return undefined;
  if (file !== undefined && file !== "")
    throw new KeyFileError(
      `class:privateKeyFile = ${JSON.stringify(file)}: class:publicKey is missing, so a new key pair would be created\n  fix: remove class:privateKeyFile, or set class:publicKey to the public half of this key: ssh-keygen -y -f FILE`,
    );
  return new KeyFile(stack, folder);
}

/** One sample for all files, because settings are checked often. */
let sampleLine: string | undefined;

const newPrivateKey = (bits: number): KeyObject =>
  generateKeyPairSync("rsa", { modulusLength: bits }).privateKey;

/** PKCS #1: the form that ssh, openssl and both versions of AWS CLI read. */
const pem = (key: KeyObject): string => key.export({ type: "pkcs1", format: "pem" }) as string;

/** The public half as a line of OpenSSH. RFC 4253, 6.6. */
function openSshLine(privateKey: KeyObject, comment: string): string {
  const { n, e } = createPublicKey(privateKey).export({ format: "jwk" });
  if (n === undefined || e === undefined) throw new Error("not an RSA key");
  const numbers = [e, n].map((value) => unsigned(Buffer.from(value, "base64url")));
  const body = Buffer.concat([Buffer.from("ssh-rsa"), ...numbers].map(withLength));
  return `ssh-rsa ${body.toString("base64")} ${comment}`;
}

/** A number whose first bit is set would be read as negative. */
const unsigned = (bytes: Buffer): Buffer =>
  (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]);

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
