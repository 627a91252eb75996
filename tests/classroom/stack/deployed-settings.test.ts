import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import {
  asDeployed,
  DeployedSecretsError,
  forItsEnd,
} from "../../../classroom/stack/deployed-settings.ts";
import { SecretSettingError } from "../../../classroom/pulumi/secrets/secret-paths.ts";
import { SettingsFileError } from "../../../classroom/pulumi/settings-file.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { FakeStack, SALT } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";
import { region, update } from "./history.ts";

describe("the settings that a stack is ended with, its own being wrong,", () => {
  const temporary = temporaryFolder();
  fakeEnvironment(() => ({ AWS_CLASS_FOLDER: path.join(temporary.path, ".class") }));
  const lines: string[] = [];
  const report = (line: string) => void lines.push(line);

  const stackWith = (text: string, ...history: readonly object[]) => {
    const stack = new FakeStack();
    stack.settings = path.join(temporary.path, "Pulumi.dev.yaml");
    stack.history = history;
    writeFileSync(stack.settings, text);
    return stack;
  };
  const written = async (stack: FakeStack) =>
    readStackFile((await forItsEnd(stack.pulumi, report)).settings);
  /** A provider in the state, that another region was set for. */
  const PROVIDER = {
    ...{ type: "pulumi:providers:aws", name: "default", id: "p" },
    inputs: { region: "eu-west-1" },
  };

  it("are those of its last deployment, before what its state says of the provider", async () => {
    const stack = stackWith("config: {a", update(region("us-west-1")));
    stack.resources = [PROVIDER];
    assert.deepEqual((await written(stack)).config, { "aws:region": "us-west-1" });
  });

  // A stack whose state has no provider holds nothing of AWS: its destroy needs neither region nor account, and must not fail for
  // want of them.
  it("are none where neither its history nor its state has any", async () => {
    assert.deepEqual((await written(stackWith("config: {a"))).config, {});
  });

  // Pulumi refuses it in a destroy, too.
  it("are those of its last deployment where a map or a list is encrypted as a whole", async () => {
    for (const [key, plain] of [
      ["labs", { "s3-bucket": true }],
      ["adminCidrs", ["203.0.113.7/32"]],
    ] as const) {
      const config = { "aws:region": "us-west-1", [`class:${key}`]: { secure: "v1:a" } };
      const expires = { "class:expires": "2099-12-31T18:00:00+09:00" };
      const stack = stackWith(
        JSON.stringify({ config: { ...config, ...expires } }),
        update(region("eu-west-3")),
      );
      stack.plain = { [`class:${key}`]: { value: JSON.stringify(plain), secret: true } };
      assert.deepEqual((await written(stack)).config, { "aws:region": "eu-west-3" });
      assert.match(
        lines.at(-1) ?? "",
        new RegExp(`class:${key} is encrypted as a whole[^]*fix: write it in plain text`),
      );
    }
  });

  it("lie in the class's folder, under the stack's name, and are said to be used, with the reason", async () => {
    const stack = stackWith("config: {a");
    const { name, settings } = await forItsEnd(stack.pulumi, report);
    const file = path.join(temporary.path, ".class", "deployed", "Pulumi.dev.yaml");
    assert.deepEqual([name, settings], ["dev", file]);
    const [why = "", what] = (lines.at(-1) ?? "").split(/\n(?=Until)/);
    assert.match(why, /Pulumi\.dev\.yaml, line 1.*bracket/);
    assert.match(what ?? "", /^Until that is fixed, the settings of the last deployment are used/);
  });

  const encryptedBy = async (encryption: object | undefined) => {
    const stack = stackWith("config: {a");
    stack.encryption = encryption;
    const { config, ...key } = await written(stack);
    assert.deepEqual(config, {});
    return key;
  };

  it("have the salt of its passphrase: its state is encrypted by that", async () => {
    const found = await encryptedBy({ type: "passphrase", state: { salt: SALT } });
    assert.deepEqual(found, { encryptionsalt: SALT });
  });

  it("have the key service and the key that it encrypts with", async () => {
    const url = "awskms://alias/class?region=ap-northeast-2";
    const found = await encryptedBy({ type: "cloud", state: { url, encryptedkey: "YWJj" } });
    assert.deepEqual(found, { secretsprovider: url, encryptedkey: "YWJj" });
  });

  it("have no key where Pulumi Cloud has it, whose address is not a key service's", async () => {
    const state = { url: "https://api.pulumi.com", owner: "kim", project: "class", stack: "dev" };
    assert.deepEqual(await encryptedBy({ type: "service", state }), {});
  });

  it("have no key where its state is not encrypted", async () => {
    assert.deepEqual(await encryptedBy(undefined), {});
    assert.deepEqual(await encryptedBy({ type: "b64" }), {});
  });

  it("are asked for by a command on what is up, too, where a secret cannot be decrypted", async () => {
    const stack = stackWith("config: {}", update(region("us-west-1")));
    const error = new SecretSettingError("dev", ["class:owner"], "no passphrase");
    const { settings } = await asDeployed(stack.pulumi, error, report);
    assert.deepEqual(readStackFile(settings).config, { "aws:region": "us-west-1" });
  });

  describe("that had secrets", () => {
    const secret = { "class:labs": { secret: true } };
    const REFRESHED = 'config:\n  class:labs: {s3-bucket: {folder: {secure: "v1:a:b"}}}\n';
    const asWas = (...history: readonly object[]) => {
      const stack = stackWith("config: {a", ...history);
      stack.latest = REFRESHED;
      const error = new SettingsFileError("Pulumi.dev.yaml", ", line 1", "wrong", "x");
      return { stack, error, opened: () => asDeployed(stack.pulumi, error, report) };
    };

    it("are asked for by a command on what is up, encrypted as they were, where the passphrase is there", async () => {
      const { stack, opened } = asWas(
        update({ ...region("us-west-1"), ...secret }, { kind: "refresh" }),
        update({ ...region("us-west-1"), ...secret }),
      );
      stack.plain = {};
      const { settings } = await opened();
      assert.equal(readFileSync(settings, "utf8"), REFRESHED);
      assert.match(lines.at(-1) ?? "", /wrong[\s\S]*the settings of the last deployment are used/);
    });

    it("are not used where nothing can decrypt them, which is said beside what is wrong", async () => {
      const { stack, error, opened } = asWas(update(secret));
      stack.latest = "config: {}\n";
      await assert.rejects(
        opened(),
        (thrown) =>
          thrown instanceof DeployedSecretsError &&
          thrown.cause === error &&
          thrown.message.startsWith(`${error.message}\nUntil that is fixed, the settings of the`) &&
          /secrets \(class:labs\): Pulumi cannot decrypt them: .*incorrect passphrase\n {2}fix: .*PULUMI_CONFIG_PASSPHRASE/.test(
            thrown.message,
          ),
      );
    });

    it("are not used where something has run since with others, whose secrets Pulumi would give", async () => {
      const { stack, opened } = asWas(
        update(region("us-west-1"), { result: "failed" }),
        update(secret),
      );
      stack.plain = {};
      await assert.rejects(
        opened(),
        /\(class:labs\): Pulumi returns them for the newest update only/,
      );
      assert.ok(!stack.calls.some((call) => call.startsWith("config refresh")));
    });

    it("are no matter to a destroy, which goes by the provider of the state", async () => {
      const stack = stackWith("config: {a", update(secret));
      stack.resources = [PROVIDER];
      assert.deepEqual((await written(stack)).config, { "aws:region": "eu-west-1" });
    });

    it("do not hide a defect", async () => {
      const { stack, opened } = asWas(update(secret));
      stack.config = () => Promise.reject(new Error("spawn pulumi ENOENT"));
      await assert.rejects(opened(), /^Error: spawn pulumi ENOENT/);
    });
  });

  it("are no way out of an error that is not of the settings", async () => {
    const stack = stackWith("config:\n  class:owner: {secure: v1:a}\n");
    stack.config = () => Promise.reject(new Error("spawn pulumi ENOENT"));
    await assert.rejects(forItsEnd(stack.pulumi, report), /ENOENT/);
  });
});
