import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { SecretSettingError } from "../../../classroom/pulumi/secrets/secret-paths.ts";
import { settingsIn } from "../../../classroom/stack/class-settings.ts";
import { identityOfStack } from "../../../classroom/stack/without-settings.ts";
import { KEYS } from "../../../infra/class-keys.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** What every stack here has. */
const REST = {
  "aws:region": "ap-northeast-2",
  "class:expires": "2099-12-31T18:00:00+09:00",
  "class:labs": { "s3-bucket": true },
  "class:email": "teacher@school.example",
  "class:maxClassCost": "50",
};

/** A value of every key, other than its default. */
const VALUES: Readonly<Record<keyof typeof KEYS, unknown>> = {
  id: "abcdefgh2345",
  name: "my-class",
  environment: "prod",
  owner: "kim",
  expires: "2099-01-01T00:00:00Z",
  watchdog: "false",
  labs: { "s3-bucket": { folder: "homework" }, dynamodb: true },
  each: { labs: { dynamodb: true } },
  login: "none",
  mfa: "true",
  publish: "true",
  student: "s01",
  shared: { vpcId: "vpc-0123456789abcdef0" },
  network: { cidrBlock: "10.20.0.0/16" },
  adminCidrs: ["203.0.113.7/32"],
  allowOpenAdmin: "the school's network changes its address every day",
  instanceConnect: "the school's firewall blocks port 22 of the servers",
  publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIH4YtVZRDyBt66v3I8xFXQ3e690T/3OTw3HhGukDl1ej kim",
  privateKeyFile: ".class/keys/kim.pem",
  email: "kim@school.example",
  peerRegion: "us-west-2",
  protect: "false",
  policyExceptions: { "required-tags": "the school's own tags are used instead" },
  policyLimits: { instances: 3 },
  maxHourlyCost: "3",
  maxClassCost: "30",
  budget: "true",
  acceptUnpriced: ["dynamodb"],
};

const SECRET = { secure: "v1:myvS6hcE8ZdWQSPh:0/JXKJdGa1OMdvc4lCGM719sv1FLyQ==" };

describe("a setting that is a secret", () => {
  const temporary = temporaryFolder();

  /** A stack with these settings. @param plain what Pulumi decrypts; without it, it cannot */
  function stackWith(config: object, plain?: Readonly<Record<string, unknown>>): FakeStack {
    const stack = new FakeStack();
    stack.settings = path.join(temporary.path, "Pulumi.dev.yaml");
    writeFileSync(stack.settings, JSON.stringify({ config }));
    const values = Object.entries(plain ?? {}).map(([key, value]) => [
      key,
      typeof value === "string"
        ? { value, secret: true }
        : { value: JSON.stringify(value), objectValue: value, secret: true },
    ]);
    if (plain) stack.plain = Object.fromEntries(values) as object;
    return stack;
  }
  /** The class, or what is wrong with it, without the value: a student's key needs a stack of another name. */
  const read = (stack: FakeStack): Promise<unknown> =>
    settingsIn(stack.pulumi).catch((error: unknown) =>
      String(error)
        .replace(/ = "?(s01|vpc-\w+|\(secret\))"?:/, "")
        .replace(/CLASS-\w+/, ""),
    );

  for (const [name, value] of Object.entries(VALUES)) {
    const key = `class:${name}`;
    const [plain, secret] = [value, SECRET].map((its) => ({ ...REST, [key]: its }));
    assert.ok(plain && secret);

    it(`is read as it is, and hides nothing else: ${key}`, async () => {
      assert.deepEqual(await read(stackWith(secret, plain)), await read(stackWith(plain)));
    });

    it(`is not taken for a missing one where it cannot be decrypted, and keeps no class up: ${key}`, async () => {
      const stack = stackWith(secret);
      await assert.rejects(settingsIn(stack.pulumi), (error) => {
        assert.ok(error instanceof SecretSettingError);
        assert.ok(error.message.includes(key));
        return true;
      });
      const { pulumi, settings } = stack;
      assert.deepEqual(await identityOfStack(pulumi, new FakeKeeper(), settings), IDENTITY);
    });
  }
});
