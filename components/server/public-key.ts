import { createHash, createPublicKey } from "node:crypto";

/** The number of values after the key type: the key; exponent and modulus. RFC 8709, 4; RFC 4253, 6.6. */
const KINDS = new Map([
  ["ssh-ed25519", 1],
  ["ssh-rsa", 2],
]);

/**
 * Why EC2 cannot import a text as a public key (ED25519 or RSA, in OpenSSH's one-line format); undefined when it can.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/create-key-pairs.html
 */
export function publicKeyFault(text: string): string | undefined {
  if (text.includes("PRIVATE KEY")) return "it is a private key: never give that away";
  if (text !== text.trim()) return "it has spaces, newlines or a byte-order mark around it";
  if (/^-{4,5} ?BEGIN/.test(text)) return "it is in PEM or SSH2 format, not in OpenSSH's";
  if (/[\n\r\u2028\u2029]/.test(text)) return "it is more than one line";
  if (/\p{Cc}/u.test(text)) return "it has a tab or another control character";
  const [kind = "", body = ""] = text.split(" ");
  const count = KINDS.get(kind);
  if (count === undefined) return `it does not begin with ${[...KINDS.keys()].join(" or ")}`;
  const bytes = Buffer.from(body, "base64");
  const isBase64 = bytes.toString("base64") === body;
  const [inner, ...values] = fields(bytes) ?? [];
  // The body repeats the key type.
  if (!isBase64 || inner?.toString() !== kind || values.length !== count)
    return "it is cut off or mistyped";
  return undefined;
}

/** The values of a key, each preceded by its length in four bytes; undefined when the last one is incomplete. */
function fields(bytes: Buffer): Buffer[] | undefined {
  const found: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    if (at + 4 > bytes.length) return undefined;
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    found.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return found;
}

/** Whether a public key is RSA, the only type with which Windows can encrypt its Administrator password. */
export const isRsa = (publicKey: string): boolean => publicKey.startsWith("ssh-rsa ");

/**
 * The fingerprint that EC2 shows for an imported key: for ED25519 the SHA-256 digest that OpenSSH shows too, in base64 with
 * its padding; for RSA the MD5 digest of the key in DER format, in hexadecimal.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html
 *
 * @param publicKey in OpenSSH's format, valid according to publicKeyFault
 */
export function keyFingerprint(publicKey: string): string {
  const blob = Buffer.from(publicKey.split(" ")[1] ?? "", "base64");
  if (!isRsa(publicKey)) return createHash("sha256").update(blob).digest("base64");
  const [, e, n] = (fields(blob) ?? []).map((field) => field.toString("base64url"));
  const key = createPublicKey({ key: { kty: "RSA", e, n }, format: "jwk" });
  const digest = createHash("md5").update(key.export({ type: "spki", format: "der" }));
  return digest.digest("hex").replace(/..(?!$)/g, "$&:");
}

/** The command that shows the same fingerprint for a private key file, named as by `privateKeyFile`. */
export const fingerprintCommand = (publicKey: string, file: string): string =>
  isRsa(publicKey)
    ? `ssh-keygen -ef ${file} -m PEM | openssl rsa -RSAPublicKey_in -outform DER | openssl md5 -c`
    : `ssh-keygen -lf ${file}`;
