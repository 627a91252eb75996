import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { CredentialsError } from "../../../aws/credentials/credentials-error.ts";
import { WrongAccountError } from "../../../aws/sts/wrong-account.ts";
import { provenAws } from "../../../classroom/stack/proven-aws.ts";
import { fakeEnvironment } from "../../support/fakes/fake-environment.ts";
import { ACCOUNT, FakeStack, type StateResource } from "../../support/fakes/fake-stack.ts";
import { localServer } from "../../support/local-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OTHER = "999988887777";
const TOPIC = { type: "aws:sns/topic:Topic", name: "alarm", id: "alarm" };

/** Whose account each access key is of; STS knows no other key. */
const OWNERS: Readonly<Record<string, string>> = { own: ACCOUNT, "of-profile": OTHER };

/** What STS gives a user who assumes a role. */
const ROLE_KEYS =
  "<AccessKeyId>own</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>" +
  "<Expiration>2099-01-01T00:00:00Z</Expiration>";

/** Each access key is a profile, too. */
const PROFILES = Object.keys(OWNERS)
  .map((key) => `[${key}]\naws_access_key_id = ${key}\naws_secret_access_key = secret\n`)
  .join("");

describe("AWS as a stack reaches it", () => {
  const server = localServer();
  const temporary = temporaryFolder();
  const credentials = () => path.join(temporary.path, "credentials");
  fakeEnvironment(() => ({
    AWS_SHARED_CREDENTIALS_FILE: credentials(),
    AWS_CONFIG_FILE: path.join(temporary.path, "config"),
  }));
  let endpoint: string;
  /** The access keys that STS was asked with. */
  let asked: string[];

  beforeEach(async () => {
    writeFileSync(credentials(), PROFILES);
    asked = [];
    endpoint = await server.serve((request, response) => {
      const [, key = ""] = /Credential=([^/]+)/.exec(request.headers.authorization ?? "") ?? [];
      asked.push(key);
      const account = OWNERS[key];
      if (key === "user") response.end(ROLE_KEYS);
      else if (account !== undefined) response.end(`<Account>${account}</Account><Arn>arn</Arn>`);
      else response.writeHead(403).end("<Error><Code>InvalidClientTokenId</Code></Error>");
    });
  });

  interface Stack {
    /** Below `config:` of its settings; undefined where it has no file. */
    readonly config?: Readonly<Record<string, unknown>>;
    /** Settings of the provider in its state. */
    readonly provider?: Readonly<Record<string, string>>;
    readonly resources?: readonly StateResource[];
    /** Where its output says that it was deployed. */
    readonly said?: Readonly<Record<string, string>>;
    readonly keys?: string;
    /** Variables of an ESC environment. */
    readonly opened?: Readonly<Record<string, string>>;
  }

  const env = (key: string): NodeJS.ProcessEnv => ({
    ...{ AWS_ACCESS_KEY_ID: key, AWS_SECRET_ACCESS_KEY: "secret", AWS_ENDPOINT_URL: endpoint },
    AWS_SHARED_CREDENTIALS_FILE: credentials(),
    AWS_CONFIG_FILE: path.join(temporary.path, "config"),
  });

  function proven({ config, provider, resources = [TOPIC], said, keys = "own", opened }: Stack) {
    const outputs = { class: said ?? { account: ACCOUNT, endpoint } };
    const stack = new FakeStack([
      { type: "pulumi:pulumi:Stack", name: "class-dev", id: "", outputs },
      ...(provider
        ? [{ type: "pulumi:providers:aws", name: "aws", id: "p", inputs: provider }]
        : []),
      ...resources,
    ]);
    stack.settings = path.join(temporary.path, "Pulumi.dev.yaml");
    const file = { config, ...(opened && { environment: ["school/aws"] }) };
    if (config) writeFileSync(stack.settings, JSON.stringify(file));
    stack.plain = {};
    const openEnvironment = () => Promise.resolve(JSON.stringify({ environmentVariables: opened }));
    const pulumi = Object.assign(stack, { openEnvironment }).pulumi;
    return provenAws(pulumi, "ap-northeast-1", () => undefined, { env: env(keys) });
  }

  const refused = (stack: Stack, ...messages: RegExp[]) =>
    assert.rejects(
      proven(stack),
      (error) =>
        error instanceof WrongAccountError &&
        messages.every((message) => message.test(error.message)),
    );

  it("is its region, at its endpoint, by credentials of the account that it is deployed in", async () => {
    const { aws, account } = await proven({ config: {} });
    assert.deepEqual(
      [account, aws.region, aws.endpoint, asked],
      [ACCOUNT, "ap-northeast-1", endpoint, ["own"]],
    );
  });

  it("is not another account's, which is said with both accounts, and whose credentials they are", () =>
    refused(
      { config: { "aws:profile": "of-profile" } },
      /account 111122223333: where stack dev is deployed/,
      /account 999988887777: these commands and pulumi up, by profile of-profile \(aws:profile in Pulumi\.dev\.yaml\)/,
    ));

  it("is not where Pulumi would destroy by another account's profile, which its state has", async () => {
    const provider = { profile: "of-profile", region: "ap-northeast-2" };
    await refused(
      { config: { "aws:profile": "own" }, provider },
      /account 999988887777: pulumi destroy and refresh, by profile of-profile \(aws:profile in the state of stack dev\)/,
    );
    assert.deepEqual([...asked].sort(), ["of-profile", "own"]);
  });

  it("is asked for once where state and settings name the same credentials", async () => {
    const provider = { profile: "own", region: "ap-northeast-2" };
    await proven({ config: { "aws:profile": "own" }, provider, keys: "of-profile" });
    assert.deepEqual(asked, ["own"]);
  });

  it("is by the credentials of its state where the settings are gone", async () => {
    const { account } = await proven({ provider: { profile: "own" }, keys: "of-profile" });
    assert.deepEqual([account, asked], [ACCOUNT, ["own"]]);
    await refused({ provider: { profile: "of-profile" } }, /by profile of-profile/);
  });

  it("is by the credentials of this machine where neither state nor settings name any", async () => {
    assert.equal((await proven({})).account, ACCOUNT);
    await refused({ keys: "of-profile" }, /by keys \(AWS_ACCESS_KEY_ID\)/);
  });

  it("is by the variables of its ESC environment, before those of this machine", async () => {
    const opened = { AWS_ACCESS_KEY_ID: "own", AWS_SECRET_ACCESS_KEY: "secret" };
    assert.equal((await proven({ config: {}, opened, keys: "of-profile" })).account, ACCOUNT);
  });

  it("is by the role of its settings, which is assumed at the same endpoint", async () => {
    const roles = [{ roleArn: `arn:aws:iam::${ACCOUNT}:role/class` }];
    const { account } = await proven({ config: { "aws:assumeRoles": roles }, keys: "user" });
    assert.deepEqual([account, asked], [ACCOUNT, ["user", "own"]]);
  });

  it("is not reached by what only the provider would follow, in its state", () =>
    assert.rejects(
      proven({ config: {}, provider: { sharedConfigFiles: "[]" } }),
      /aws:sharedConfigFiles in the state of stack dev is not supported/,
    ));

  it("is not an emulator that was left exported, for a stack on AWS", async () => {
    const said = { account: ACCOUNT };
    await refused({ config: {}, said }, /is deployed to AWS, .*\n {2}fix: unset AWS_ENDPOINT_URL/);
    assert.deepEqual(asked, []);
  });

  it("is not where settings or state send some calls elsewhere", async () => {
    const endpoints = [{ s3: "http://127.0.0.1:1" }];
    await refused({ config: { "aws:endpoints": endpoints } }, /^aws:endpoints/);
    const provider = { endpoints: JSON.stringify(endpoints) };
    await refused({ config: {}, provider }, /^aws:endpoints/);
    assert.deepEqual(asked, []);
  });

  it("is held to aws:allowedAccountIds where nothing is deployed yet, or any more", async () => {
    const empty = { resources: [], said: {} };
    const allowed = (id: string) => ({ ...empty, config: { "aws:allowedAccountIds": [id] } });
    assert.equal((await proven(allowed(ACCOUNT))).account, ACCOUNT);
    await refused(allowed(OTHER), /account 999988887777: aws:allowedAccountIds in Pulumi\.dev/);
  });

  it("says which credentials have expired, and how they are renewed", () =>
    assert.rejects(
      proven({ config: {}, keys: "expired" }),
      (error) => error instanceof CredentialsError && error.message.includes("AWS_ACCESS_KEY_ID"),
    ));

  it("names the file and the line of a profile that this machine does not have", () =>
    assert.rejects(
      proven({ config: { "aws:profile": "owm" } }),
      /Pulumi\.dev\.yaml.*there is no profile owm .*\n?.*did you mean own\?/s,
    ));
});
