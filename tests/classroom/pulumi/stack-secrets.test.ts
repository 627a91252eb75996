import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { checkSecrets, passphraseIn } from "../../../classroom/pulumi/stack-secrets.ts";
import { stackFile } from "../../../classroom/pulumi/stack-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("the secrets of a stack", () => {
  const temporary = temporaryFolder();
  const file = (text: string): string => {
    const at = path.join(temporary.path, "Pulumi.dev.yaml");
    writeFileSync(at, text);
    return at;
  };

  it("are Pulumi's to decrypt where it asks for the passphrase", () => {
    checkSecrets(stackFile("local"), { passphrase: undefined });
  });

  it("are recognized by the passphrase that the stack was made with", () => {
    checkSecrets(stackFile("local"), { passphrase: "local" });
  });

  it("are refused by another passphrase, before Pulumi runs", () => {
    assert.throws(() => {
      checkSecrets(stackFile("local"), { passphrase: "Local" });
    }, /Pulumi\.local\.yaml, line \d+, column 1: the passphrase is not the one.*\n {2}fix: set PULUMI_CONFIG_PASSPHRASE/);
  });

  it("cannot be judged here where a key in AWS KMS or Pulumi Cloud protects them", () => {
    const secret = "config:\n  class:email:\n    secure:";
    checkSecrets(file(`${secret} v1:a:b\nencryptedkey: abc=\n`), { passphrase: "local" });
    checkSecrets(file(`${secret} AAABAKhash\n`), { passphrase: "local" });
  });

  it("are to be set again in the stack that they are of", () => {
    const secret = "config:\n  class:email:\n    secure: [1]\n";
    assert.throws(() => {
      checkSecrets(file(secret), { passphrase: undefined });
    }, /fix: set it again with `pulumi config set --secret class:email VALUE --stack dev`/);
  });

  describe("have a passphrase", () => {
    it("in the environment, even an empty one", () => {
      assert.equal(passphraseIn({ PULUMI_CONFIG_PASSPHRASE: "" }), "");
    });

    it("in the file that the environment names, without its newline", () => {
      const named = file("of the class\n");
      assert.equal(passphraseIn({ PULUMI_CONFIG_PASSPHRASE_FILE: named }), "of the class");
    });

    it("in no file that is missing, which is said with its name", () => {
      const missing = path.join(temporary.path, "none");
      assert.throws(
        () => passphraseIn({ PULUMI_CONFIG_PASSPHRASE_FILE: missing }),
        /PULUMI_CONFIG_PASSPHRASE_FILE = .*none: ENOENT.*\n {2}fix: write the path/,
      );
    });
  });
});
