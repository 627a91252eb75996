import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { publicKeyFault } from "../../../components/server/public-key.ts";

/** Numbers and names as OpenSSH writes them: each behind its length, a number that looks negative behind a zero. */
const packed = (...values: readonly (string | Buffer)[]): string =>
  Buffer.concat(
    values.flatMap((value) => {
      const bytes = Buffer.from(value);
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  ).toString("base64");

const part = (key: KeyObject, name: "x" | "e" | "n"): Buffer =>
  Buffer.from(key.export({ format: "jwk" })[name] ?? "", "base64url");

const ed25519 = generateKeyPairSync("ed25519").publicKey;
const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey;
const ED25519 = `ssh-ed25519 ${packed("ssh-ed25519", part(ed25519, "x"))}`;
const RSA = `ssh-rsa ${packed("ssh-rsa", part(rsa, "e"), Buffer.concat([Buffer.alloc(1), part(rsa, "n")]))}`;

describe("publicKeyFault", () => {
  for (const [what, key] of [
    ["an ED25519 key", ED25519],
    ["an RSA key", RSA],
    ["a key with a comment", `${ED25519} teacher@example.com in room 3`],
  ] as const)
    it(`finds none in ${what}`, () => {
      assert.equal(publicKeyFault(key), undefined);
    });

  for (const [what, key, fault] of [
    ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl", /never give that away/],
    ["a kind that EC2 does not import", "ecdsa-sha2-nistp256 AAAA", /ssh-ed25519 or ssh-rsa/],
    ["nothing", "", /does not begin with/],
    [
      "a key behind a byte-order mark, which EC2 does not import",
      `\uFEFF${ED25519}`,
      /mark around/,
    ],
    ["the line of a file, whole", `${RSA} teacher\n`, /newlines/],
    ["two keys", `${ED25519}\n${RSA}`, /more than one line/],
    ["two lines of an old Mac, behind a comment", `${ED25519} a\r${RSA}`, /more than one line/],
    ["two lines of a web page", `${ED25519} a\u2028${RSA}`, /more than one line/],
    ["a bell in a comment", `${ED25519} a\u0007b`, /control character/],
    ["a tab behind the kind", ED25519.replace(" ", "\t"), /a tab or another control character/],
    ["a key in PEM format", "-----BEGIN PUBLIC KEY-----\nMCow", /PEM or SSH2 format/],
    ["a key of PuTTY's", '---- BEGIN SSH2 PUBLIC KEY ----\nComment: "a"', /PEM or SSH2 format/],
    ["a key with padding that is not its own", `${ED25519}=`, /cut off or mistyped/],
    [
      "a key under another's name",
      ED25519.replace("ssh-ed25519 ", "ssh-rsa "),
      /cut off or mistyped/,
    ],
    ["a key with a stray character", ED25519.replace("AAAA", "AA*A"), /cut off or mistyped/],
    ["the kind alone", "ssh-rsa", /cut off or mistyped/],
  ] as const)
    it(`tells what is wrong with ${what}`, () => {
      assert.match(publicKeyFault(key) ?? "", fault);
    });

  it("finds a key cut off, wherever that is", () => {
    for (const key of [ED25519, RSA])
      fc.assert(
        fc.property(fc.integer({ min: 0, max: key.replace(/=+$/, "").length - 1 }), (length) => {
          assert.notEqual(publicKeyFault(key.slice(0, length)), undefined);
        }),
      );
  });
});
