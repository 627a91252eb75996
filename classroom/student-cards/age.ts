/**
 * Files in the format of age (https://age-encryption.org/v1) with a passphrase: `age --decrypt FILE` decrypts them without us.
 * All algorithms come from Node: scrypt, HKDF with SHA-256, ChaCha20-Poly1305.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  scryptSync,
  timingSafeEqual,
} from "node:crypto";
import { ExplainedError } from "../../lib/errors.ts";

/** A file that cannot be decrypted. */
export class AgeError extends ExplainedError {}

/** log2 of scrypt's cost: 256 MiB and about a second, as in age itself. */
const COST = 18;

/** The highest cost that a file may have: 1 GiB. */
const MOST_COST = 20;

const LABEL = "age-encryption.org/v1/scrypt";
const CHUNK = 64 * 1024;
const TAG = 16;

/** Encrypts with a passphrase. @param cost log2 of scrypt's; a low one is for tests */
export function encrypted(content: Uint8Array, passphrase: string, cost = COST): Buffer {
  const [fileKey, salt, nonce] = [randomBytes(16), randomBytes(16), randomBytes(16)];
  const wrapped = seal(wrapKey(passphrase, salt, cost), Buffer.alloc(12), fileKey);
  const header = `age-encryption.org/v1\n-> scrypt ${base64(salt)} ${cost}\n${base64(wrapped)}\n---`;
  const key = derived(fileKey, nonce, "payload");
  const sealed = chunksOf(content, CHUNK).map((chunk, at, all) =>
    seal(key, chunkNonce(at, at === all.length - 1), chunk),
  );
  const head = Buffer.from(`${header} ${base64(macOf(fileKey, header))}\n`, "latin1");
  return Buffer.concat([head, nonce, ...sealed]);
}

const HEADER =
  /^(age-encryption\.org\/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9]\d?)\n([A-Za-z0-9+/]{43})\n---) ([A-Za-z0-9+/]{43})\n/;

/** @throws AgeError when it is not such a file, the passphrase is wrong, or the file was changed */
export function decrypted(file: Uint8Array, passphrase: string): Buffer {
  const all = Buffer.from(file);
  const found = HEADER.exec(all.toString("latin1", 0, 512));
  if (found === null) throw new AgeError("This file was not written by cards --encrypt.");
  const [head, header = "", salt = "", cost = "", wrapped = "", mac = ""] = found;
  if (Number(cost) > MOST_COST)
    throw new AgeError("This file needs more memory than any file that cards --encrypt writes.");
  const key = wrapKey(passphrase, bytes(salt), Number(cost));
  const fileKey = open(key, Buffer.alloc(12), bytes(wrapped));
  if (fileKey === undefined)
    throw new AgeError("The passphrase is not the one that this file was encrypted with.");
  const changed = new AgeError(
    "This file was changed or cut off since it was written. Copy it again.",
  );
  const given = bytes(mac);
  const own = macOf(fileKey, header);
  if (given.length !== own.length || !timingSafeEqual(given, own)) throw changed;
  const body = all.subarray(head.length);
  const payloadKey = derived(fileKey, body.subarray(0, 16), "payload");
  const chunks = chunksOf(body.subarray(16), CHUNK + TAG).map((chunk, at, { length }) =>
    open(payloadKey, chunkNonce(at, at === length - 1), chunk),
  );
  if (chunks.includes(undefined)) throw changed;
  return Buffer.concat(chunks.filter((chunk) => chunk !== undefined));
}

const base64 = (data: Uint8Array): string =>
  Buffer.from(data).toString("base64").replace(/=+$/, "");

const bytes = (text: string): Buffer => Buffer.from(text, "base64");

const derived = (key: Uint8Array, salt: Uint8Array, info: string): Buffer =>
  Buffer.from(hkdfSync("sha256", key, salt, info, 32));

const wrapKey = (passphrase: string, salt: Uint8Array, cost: number): Buffer =>
  scryptSync(passphrase.normalize("NFC"), Buffer.concat([Buffer.from(LABEL), salt]), 32, {
    ...{ N: 2 ** cost, r: 8, p: 1 },
    maxmem: 2 ** cost * 8 * 128 + 2 ** 25,
  });

const macOf = (fileKey: Uint8Array, header: string): Buffer =>
  createHmac("sha256", derived(fileKey, Buffer.alloc(0), "header"))
    .update(header)
    .digest();

/** The nonce of a chunk, from its position and whether it is the last: chunks cannot be removed, moved or added. */
function chunkNonce(at: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(at, 7);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** At least one chunk, which may be empty. */
const chunksOf = (data: Uint8Array, size: number): Uint8Array[] =>
  Array.from({ length: Math.max(1, Math.ceil(data.length / size)) }, (_, at) =>
    data.subarray(at * size, (at + 1) * size),
  );

const CIPHER = "chacha20-poly1305";

function seal(key: Uint8Array, nonce: Uint8Array, content: Uint8Array): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** @returns undefined when it was not sealed with this key */
function open(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Buffer | undefined {
  if (sealed.length < TAG) return undefined;
  const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    const content = decipher.update(sealed.subarray(0, sealed.length - TAG));
    return Buffer.concat([content, decipher.final()]);
  } catch {
    return undefined;
  }
}
