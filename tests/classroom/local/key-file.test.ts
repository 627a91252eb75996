import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { KeyFile } from "../../../classroom/local/key-file.ts";
import {
  fingerprintCommand,
  keyFingerprint,
  publicKeyFault,
} from "../../../components/server/public-key.ts";
import { putKeyPair } from "../../support/key-pair.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the key pair that is made for a stack", () => {
  const temporary = temporaryFolder();
  const keyFile = () => new KeyFile("test", temporary.path);

  it("has a private half that only its owner can read, as ssh demands", () => {
    const { "class:publicKey": publicKey } = keyFile().make();
    assert.equal(statSync(keyFile().path).mode & 0o777, 0o600);
    assert.match(readFileSync(keyFile().path, "utf8"), /^-----BEGIN RSA PRIVATE KEY-----\n/);
    assert.equal(publicKeyFault(publicKey), undefined);
    assert.deepEqual(keyFile().make(), keyFile().settings());
  });

  it("has a public half that ssh-keygen reads out of the file too", () => {
    putKeyPair(temporary.path, "test");
    const { "class:publicKey": publicKey } = keyFile().make();
    const [kind, body] = publicKey.split(" ");
    const shown = execFileSync("ssh-keygen", ["-yf", keyFile().path], { encoding: "utf8" });
    assert.equal(shown.trim().split(" ").slice(0, 2).join(" "), `${kind ?? ""} ${body ?? ""}`);
    assert.match(publicKey, / test$/);
  });

  it("has the fingerprint that the printed command shows", () => {
    putKeyPair(temporary.path, "test");
    const { "class:publicKey": publicKey } = keyFile().make();
    const command = fingerprintCommand(publicKey, keyFile().path);
    const shown = execFileSync("bash", ["-c", command], { encoding: "utf8", stdio: "pipe" });
    assert.equal(shown.trim().split(/[ =]+/).pop(), keyFingerprint(publicKey));
  });

  it("is made once", () => {
    putKeyPair(temporary.path, "test");
    const made = readFileSync(keyFile().path, "utf8");
    keyFile().make();
    assert.equal(readFileSync(keyFile().path, "utf8"), made);
  });

  it("is never made anew over a file that is something else", () => {
    putKeyPair(temporary.path, "test");
    writeFileSync(keyFile().path, "something else");
    assert.throws(() => keyFile().make(), /test\.pem is not a private RSA key/);
    assert.equal(readFileSync(keyFile().path, "utf8"), "something else");
  });
});
