import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { CredentialSettingsError } from "../../../aws/credentials/credential-settings.ts";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { endpointIn } from "../../../classroom/stack/endpoint.ts";
import { providerSettings } from "../../../classroom/stack/provider-settings.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("whose credentials a stack's settings name", () => {
  const temporary = temporaryFolder();
  const opened: string[] = [];

  /** A stack of Pulumi Cloud, with two ESC environments: `pulumi env open` and `pulumi config` answer for it. */
  const stack = {
    name: "dev",
    openEnvironment: (name: string) => {
      opened.push(name);
      return Promise.resolve(
        JSON.stringify(
          name === "school/aws"
            ? { environmentVariables: { AWS_PROFILE: "school", AWS_REGION: "us-east-1" } }
            : { environmentVariables: { AWS_PROFILE: "class" }, pulumiConfig: {} },
        ),
      );
    },
    config: () =>
      Promise.resolve(
        JSON.stringify({
          "aws:allowedAccountIds": { value: '["1"]', objectValue: ["111122223333"], secret: false },
          "aws:token": { value: "of the environment", secret: true },
          "class:owner": { value: "teacher", secret: false },
        }),
      ),
  };

  const read = (text: string, env: NodeJS.ProcessEnv = {}, more: Partial<typeof stack> = {}) => {
    const file = path.join(temporary.path, "Pulumi.dev.yaml");
    writeFileSync(file, text);
    return providerSettings({ ...stack, ...more }, file, env);
  };
  const answer = (config: object) => () => Promise.resolve(JSON.stringify(config));

  it("are completed by its ESC environments, the last one last", async () => {
    opened.length = 0;
    const { settings, env } = await read(
      "environment: [school/aws, school/class]\nconfig:\n  class:owner: teacher\n",
      { HOME: "/home/kim", AWS_PROFILE: "own" },
    );
    assert.deepEqual(opened, ["school/aws", "school/class"]);
    assert.deepEqual(env, { HOME: "/home/kim", AWS_PROFILE: "class", AWS_REGION: "us-east-1" });
    assert.deepEqual(settings.allowedAccountIds, ["111122223333"]);
  });

  it("are the file's alone where it names no environment, and has no secret", async () => {
    opened.length = 0;
    const { settings, env } = await read("config:\n  aws:profile: school\n", { A: "b" });
    assert.deepEqual(
      [settings.profile, settings.allowedAccountIds, env],
      ["school", [], { A: "b" }],
    );
    assert.deepEqual(opened, []);
  });

  it("are decrypted by Pulumi where one of the provider's is a secret, without an environment", async () => {
    opened.length = 0;
    const secret = "config:\n  aws:token: {secure: v1:abc}\n";
    const { settings, env } = await read(secret, { A: "b" });
    assert.deepEqual([settings.allowedAccountIds, env, opened], [["111122223333"], { A: "b" }, []]);
  });

  it("are the file's alone where only the class has a secret: its passphrase is not needed", async () => {
    const config = () => Promise.reject(new Error("incorrect passphrase"));
    const { settings } = await read(
      "config:\n  aws:profile: school\n  class:email: {secure: v1:abc}\n",
      {},
      { config },
    );
    assert.equal(settings.profile, "school");
  });

  it("are taken from what is not text as Pulumi gives it to the provider", async () => {
    const { settings } = await read(
      "config:\n  aws:assumeRoles: [{roleArn: arn:a, externalId: '7'}]\n  aws:allowedAccountIds: ['1', '2']\n",
    );
    assert.deepEqual(
      [settings.roles, settings.allowedAccountIds],
      [[{ roleArn: "arn:a", externalId: "7" }], ["1", "2"]],
    );
  });

  it("are nothing of a key that the environment leaves without a value", async () => {
    const config = answer({ "aws:profile": { secret: true } });
    const { settings } = await read("environment: []\n", {}, { config });
    assert.deepEqual(settings, { roles: [], allowedAccountIds: [] });
  });

  it("are nothing of another provider's, whose settings have the same names", async () => {
    const config = answer({ "gcp:profile": { value: "school", secret: false } });
    const { settings } = await read("environment: []\n", {}, { config });
    assert.equal(settings.profile, undefined);
  });

  it("are completed by this machine's variables alone where an environment has none", async () => {
    const { env } = await read(
      "environment: [school/aws]\n",
      { A: "b" },
      { openEnvironment: answer({}) },
    );
    assert.deepEqual(env, { A: "b" });
  });

  it("are refused, with the file, where only the provider would follow them", async () => {
    const refused = (text: string, config?: () => Promise<string>) =>
      assert.rejects(
        read(text, {}, config && { config }),
        (error) =>
          error instanceof CredentialSettingsError &&
          error.message.startsWith("aws:sharedConfigFiles in Pulumi.dev.yaml is not supported"),
      );
    await refused("config:\n  aws:sharedConfigFiles: [a]\n");
    const value = { value: "a", objectValue: ["a"], secret: false };
    await refused("environment: []\n", answer({ "aws:sharedConfigFiles": value }));
  });

  it("are refused where the environments are not a list of names", async () => {
    await assert.rejects(
      read("environment: {imports: [a]}\nconfig: {}\n"),
      /environment is a list of Pulumi ESC environments here/,
    );
  });

  it("have the addresses that the provider calls in AWS's place", async () => {
    const { settings } = await read(
      'config:\n  aws:endpoints: [{s3: "http://127.0.0.1:1", ec2: "http://127.0.0.1:2"}]\n',
    );
    assert.deepEqual(settings.endpoints, ["http://127.0.0.1:1", "http://127.0.0.1:2"]);
  });
});

describe("where calls go", () => {
  const temporary = temporaryFolder();
  const URL = "http://127.0.0.1:5000";
  const refused = (text: RegExp, ...args: Parameters<typeof endpointIn>) => {
    assert.throws(
      () => endpointIn(...args),
      (error) => error instanceof WrongAccountError && text.test(error.message),
    );
  };

  it("is not where only Pulumi's calls go", () => {
    const endpoints = [URL];
    refused(
      /aws:endpoints \(.*5000\) sends some calls to another address than AWS/,
      {},
      { endpoints },
    );
    assert.equal(endpointIn({ AWS_ENDPOINT_URL: URL }, { endpoints }), URL);
    const ignored = { AWS_ENDPOINT_URL: URL, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    refused(/aws:endpoints/, ignored, { endpoints });
  });

  it("is not where a profile sends them without a word", () => {
    const file = path.join(temporary.path, "config");
    writeFileSync(file, `[profile lab]\nendpoint_url = ${URL}\n`);
    const env = { AWS_CONFIG_FILE: file };
    refused(/5000 \(endpoint_url of \[profile lab\] in .*export AWS_ENDPOINT_URL=/s, env, {
      profile: "lab",
    });
    refused(/profile lab/, { ...env, AWS_PROFILE: "lab" });
    assert.equal(endpointIn(env), undefined);
    const other = { ...env, AWS_ENDPOINT_URL: "http://127.0.0.1:9" };
    assert.equal(endpointIn(other, { profile: "lab" }), "http://127.0.0.1:9");
    const ignored = { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true" };
    assert.equal(endpointIn(ignored, { profile: "lab" }), undefined);
  });
});
