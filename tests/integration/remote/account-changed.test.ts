import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { AwsCalls } from "../../support/engine/aws-calls.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "./remote-class.ts";

const OTHER = "999988887777";
const PROFILE = "class";

/** An access key: its id, its secret and the token of its session. */
type Key = readonly [id: string, secret: string, token?: string];

describe("credentials that become another account's between a confirmation and the deletion", function () {
  this.timeout("5m");
  inOrder();
  let stack: RemoteClass;
  let own: Key;
  let others: Key;
  /** What there is before anybody changes anything. */
  let whole: readonly string[];

  /** Makes it the profile's key, as `aws configure` and the tools of schools do. */
  const use = ([id, secret, token]: Key): void => {
    const lines = [
      `[${PROFILE}]`,
      `aws_access_key_id = ${id}`,
      `aws_secret_access_key = ${secret}`,
    ];
    if (token !== undefined) lines.push(`aws_session_token = ${token}`);
    writeFileSync(path.join(stack.folder, "credentials"), `${lines.join("\n")}\n`);
  };

  before(async () => {
    stack = await RemoteClass.start({ "class:labs": { "s3-bucket": true } });
    const { AWS_ACCESS_KEY_ID: id = "", AWS_SECRET_ACCESS_KEY: secret = "" } = stack.emulator.env;
    own = [id, secret];
    const calls = await AwsCalls.start(stack.emulator.endpoint);
    const role = { RoleArn: `arn:aws:iam::${OTHER}:role/class`, RoleSessionName: "teacher" };
    const keys = "Credentials.[AccessKeyId, SecretAccessKey, SessionToken]";
    others = (await calls.call("sts.assume_role", role, keys)) as [string, string, string];
    await calls.stop();
    stack.variables = {
      ...{ AWS_PROFILE: PROFILE, AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      AWS_SHARED_CREDENTIALS_FILE: path.join(stack.folder, "credentials"),
    };
    use(own);
    stack.pulumi("stack", "init", "dev");
    stack.classroom("up", "--yes", "--stack", "dev", "--expires", "8h");
    whole = await inventory(stack.emulator);
  });
  after(() => stack.stop());

  /** `down`, at whose question the profile becomes the other account's. */
  async function refused(): Promise<void> {
    const { code, said } = await stack.atTerminal(["down", "--stack", "dev"], {
      question: "Type its name: ",
      meanwhile: () => {
        use(others);
      },
      answer: "dev",
    });
    use(own);
    assert.notEqual(code, 0, said);
    assert.match(said, new RegExp(`account ${OTHER}`));
    assert.doesNotMatch(said, /deleted|Clean|Nothing is left/);
    assert.deepEqual(await inventory(stack.emulator), whole);
    assert.match(stack.pulumi("stack", "--stack", "dev", "--show-ids"), /s3-bucket-[0-9a-f]{7}/);
  }

  it("destroy nothing of a class that npm start has deployed", refused);

  it("destroy nothing of one that pulumi up has deployed, without aws:allowedAccountIds", async () => {
    stack.settings = stack.settings.replace(/^ *aws:allowedAccountIds:.*\n/m, "");
    assert.doesNotMatch(stack.settings, /allowedAccountIds/);
    stack.pulumi("up", "--yes", "--stack", "dev");
    whole = await inventory(stack.emulator);
    await refused();
  });

  it("do nothing either when AWS_PROFILE was changed between the list and the deletion", async () => {
    stack.classroom("outputs", "--stack", "dev");
    use(others);
    for (const call of [
      ["down", "--yes", "--stack", "dev"],
      ["leftovers", "--stack", "dev", "--delete", "--yes", "aws-class"],
    ]) {
      const { status, stdout, stderr } = stack.call(...call);
      assert.notEqual(status, 0, stdout + stderr);
      assert.match(stdout + stderr, /not of the account of stack dev\. Nothing was done/);
    }
    use(own);
    assert.deepEqual(await inventory(stack.emulator), whole);
  });

  it("let the class go once they are its own again", async () => {
    assert.match(stack.classroom("down", "--yes", "--stack", "dev"), /^Nothing is left: /m);
    assert.deepEqual(await inventory(stack.emulator), []);
  });
});
