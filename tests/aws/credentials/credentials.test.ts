import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { credentialSettings } from "../../../aws/credentials/credential-settings.ts";
import { credentialSource } from "../../../aws/credentials/credential-source.ts";
import { credentialsOf } from "../../../aws/credentials/credentials.ts";
import {
  credentialsError,
  isCredentialsError,
  saysCredentials,
} from "../../../aws/credentials/credentials-error.ts";
import { localServer } from "../../support/local-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const FILE = "Pulumi.dev.yaml";
const ROLE = "arn:aws:iam::111122223333:role/class";
const KEYS = { AWS_ACCESS_KEY_ID: "environment", AWS_SECRET_ACCESS_KEY: "secret" };
const PLACE = { region: "ap-northeast-2" };

const settings = (values: Record<string, string>) => credentialSettings(values, FILE);
const keyOf = async (values: Record<string, string>, env: NodeJS.ProcessEnv) =>
  (await credentialsOf(settings(values), env, PLACE)()).accessKeyId;

describe("a stack's credentials", () => {
  const temporary = temporaryFolder();
  const local = localServer();
  const before = { ...process.env };
  beforeEach(() => {
    const file = path.join(temporary.path, "credentials");
    writeFileSync(file, "[class]\naws_access_key_id = profile\naws_secret_access_key = secret\n");
    process.env.AWS_SHARED_CREDENTIALS_FILE = file;
    process.env.AWS_CONFIG_FILE = path.join(temporary.path, "config");
  });
  afterEach(() => {
    for (const name of ["AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE"])
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
  });

  it("are the keys of its settings before anything else", async () => {
    const own = { accessKey: "own", secretKey: "secret", profile: "class" };
    assert.equal(await keyOf(own, KEYS), "own");
  });

  it("are its settings' profile before keys of the environment", async () => {
    assert.equal(await keyOf({ profile: "class" }, KEYS), "profile");
  });

  it("are keys of the environment before AWS_PROFILE, as Pulumi's provider has it", async () => {
    assert.equal(await keyOf({}, { ...KEYS, AWS_PROFILE: "class" }), "environment");
  });

  it("are AWS_PROFILE's where there is nothing else", async () => {
    assert.equal(await keyOf({}, { AWS_PROFILE: "class" }), "profile");
  });

  it("are those that the profile has now, not those that it had when this process read it first", async () => {
    assert.equal(await keyOf({ profile: "class" }, {}), "profile");
    const file = process.env.AWS_SHARED_CREDENTIALS_FILE ?? "";
    writeFileSync(file, "[class]\naws_access_key_id = another\naws_secret_access_key = secret\n");
    assert.equal(await keyOf({ profile: "class" }, {}), "another");
  });

  it("are of the role that is assumed with them, and kept until shortly before its end", async () => {
    const bodies: string[] = [];
    const endpoint = await local.serve((request, response) => {
      request.setEncoding("utf8").on("data", (chunk: string) => bodies.push(chunk));
      request.on("end", () => {
        const end = new Date(Date.now() + 3_600_000).toISOString();
        response.end(
          `<C><AccessKeyId>role</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>${end}</Expiration></C>`,
        );
      });
    });
    const assumed = settings({
      assumeRoles: JSON.stringify([{ roleArn: ROLE, duration: "1h30m" }]),
    });
    const credentials = credentialsOf(assumed, KEYS, { ...PLACE, endpoint });
    assert.equal((await credentials()).accessKeyId, "role");
    assert.equal((await credentials()).accessKeyId, "role");
    assert.equal(bodies.length, 1);
    assert.equal(new URLSearchParams(bodies[0]).get("RoleArn"), ROLE);
    assert.equal(new URLSearchParams(bodies[0]).get("DurationSeconds"), "5400");
  });

  for (const name of ["assumeRoleWithWebIdentity", "sharedConfigFiles", "sharedCredentialsFiles"])
    it(`are refused with aws:${name}, which only the provider would follow`, () => {
      assert.throws(() => settings({ [name]: "{}" }), /is not supported: set AWS_/);
    });

  it("are refused with roles that cannot be read", () => {
    assert.throws(() => settings({ assumeRoles: "arn" }), /aws:assumeRoles in Pulumi\.dev\.yaml/);
  });
});

describe("where credentials come from", () => {
  const nameOf = (values: Record<string, string>, env: NodeJS.ProcessEnv) =>
    credentialSource(settings(values), env, FILE).name;

  it("is said with the setting that decides", () => {
    assert.equal(nameOf({ profile: "a" }, KEYS), "profile a (aws:profile in Pulumi.dev.yaml)");
    assert.equal(nameOf({}, { ...KEYS, AWS_PROFILE: "b" }), "keys (AWS_ACCESS_KEY_ID)");
    assert.equal(nameOf({}, { AWS_PROFILE: "b" }), "profile b (AWS_PROFILE)");
    assert.match(
      nameOf({ assumeRole: JSON.stringify({ roleArn: ROLE }) }, KEYS),
      /, then role arn/,
    );
  });

  it("comes with the command that renews them", () => {
    const { renewal } = credentialSource(settings({}), { AWS_PROFILE: "class" }, FILE);
    assert.equal(renewal, "aws sso login --profile class");
  });
});

describe("an error of credentials", () => {
  const named = (name: string) => Object.assign(new Error("because"), { name });

  for (const name of [
    "CredentialsProviderError",
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "UnrecognizedClientException",
  ])
    it(`is ${name}, also as a cause`, () => {
      assert.ok(isCredentialsError(named(name)));
      assert.ok(isCredentialsError(new Error("outer", { cause: named(name) })));
    });

  it("is not a permission that is missing, nor a network that does not answer", () => {
    for (const name of ["AccessDenied", "UnauthorizedOperation", "TimeoutError"])
      assert.ok(!isCredentialsError(named(name)), name);
  });

  it("names the clock where AWS refuses the time of a signature", () => {
    const message = "Signature expired: 20261128T1 is now earlier than 20261129T1";
    const skewed = Object.assign(new Error(message), { name: "SignatureDoesNotMatch" });
    const { message: said } = credentialsError(skewed, { name: "keys", renewal: "new keys" });
    assert.match(said, /^This machine's clock is wrong.* with keys\..*\n {2}fix: set the clock/);
    assert.doesNotMatch(said, /new keys/);
  });

  it("is known by what Pulumi's backend and provider print", () => {
    assert.ok(
      saysCredentials("operation error S3: get credentials: failed to refresh cached credentials"),
    );
    assert.ok(saysCredentials("error: No valid credential sources found"));
    assert.ok(!saysCredentials("no stack named 'dev' found"));
  });
});
