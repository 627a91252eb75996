import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Aws } from "../../../aws/clients.ts";
import { deleteConfirmed } from "../../../classroom/gateway/gateway.ts";
import { StackGate } from "../../../classroom/gateway/stack-gate.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { describeEnd } from "../../../classroom/search/report.ts";
import { untilClean } from "../../../classroom/search/until-clean.ts";
import { type Emulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { ACCOUNT } from "../../support/engine/emulated-aws.ts";
import { AwsCalls, type Key } from "../../support/engine/aws-calls.ts";
import { withEnforcement } from "../../support/engine/enforcement.ts";
import { fastClock } from "../../support/fakes/fake-account.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { startStrictEmulator } from "../../support/strict-emulator.ts";

const SEOUL = IDENTITY.region;
const CLASS_TAG = [{ Key: "class-id", Value: IDENTITY.id }];

/** What anybody may who has the rights of an administrator, apart from these actions. */
const allBut = (...denied: string[]) => [
  { Effect: "Allow", Action: "*", Resource: "*" },
  ...(denied.length > 0 ? [{ Effect: "Deny", Action: denied, Resource: "*" }] : []),
];
const TAGGER = [{ Effect: "Allow", Action: ["ec2:CreateTags", "ec2:DeleteTags"], Resource: "*" }];

describe("an attack on leftovers where IAM decides", function () {
  this.timeout("5m");
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-attacks-"));
  let emulator: Emulator;
  let calls: AwsCalls;
  let own: string;
  let foreign: string;

  before(async () => {
    ({ emulator } = await startStrictEmulator(folder, console.error));
    calls = await AwsCalls.start(emulator.endpoint);
  });
  after(async () => {
    await calls.stop();
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });
  const volume = async (): Promise<string> =>
    String(
      await calls.call(
        "ec2.create_volume",
        { AvailabilityZone: `${SEOUL}a`, Size: 1 },
        "VolumeId",
        SEOUL,
      ),
    );
  beforeEach(async () => {
    own = await volume();
    foreign = await volume();
    await calls.call("ec2.create_tags", { Resources: [own], Tags: CLASS_TAG }, "@", SEOUL);
  });

  /** The key of a user with these rights. */
  async function userWith(name: string, Statement: readonly object[]): Promise<Key> {
    await calls.call("iam.create_user", { UserName: name }, "@");
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
    await calls.call(
      "iam.put_user_policy",
      { UserName: name, PolicyName: "its", PolicyDocument },
      "@",
    );
    const found = await calls.call(
      "iam.create_access_key",
      { UserName: name },
      "AccessKey.[AccessKeyId, SecretAccessKey]",
    );
    return found as Key;
  }

  /** `leftovers --delete` of a class that is down, whose record has its own volume; all that is certain is confirmed. */
  async function leftovers([id, secret]: Key) {
    const env = {
      ...{ AWS_ENDPOINT_URL: emulator.endpoint, AWS_ACCESS_KEY_ID: id },
      AWS_SECRET_ACCESS_KEY: secret,
    };
    const aws = new Aws({ region: SEOUL, env });
    const created = new Date(Date.now() - 3_600_000).toISOString();
    const known = { type: "aws:ebs/volume:Volume", region: SEOUL, ids: [own], account: ACCOUNT };
    const ledger = new Ledger([{ ...known, created, seen: new Date().toISOString() }]);
    const keeper = new FakeKeeper({ identity: IDENTITY, ledger });
    const stack = new FakeStack().pulumi;
    const report = () => undefined;
    const gate = new StackGate({ identity: IDENTITY, stack, aws }, keeper, {
      ...{ report, account: ACCOUNT },
    });
    const clock = fastClock();
    const seen = await untilClean(() => gate.look(), { report, ...clock });
    const proven = seen.found.filter(({ standing }) => standing === "proven");
    const end = await deleteConfirmed(proven, gate, { report, ...clock });
    return { clean: end.clean, said: describeEnd(end, new Date()) };
  }
  const left = async (): Promise<unknown> =>
    calls.call("ec2.describe_volumes", {}, "Volumes[].VolumeId", SEOUL);
  const enforced = (steps: () => Promise<void>) => withEnforcement(emulator.endpoint, steps);

  it("by a student who may tag, and puts a foreign volume on the list: it stays, and nothing is clean", async () => {
    const [student, teacher] = [await userWith("puts", TAGGER), await userWith("t1", allBut())];
    await enforced(async () => {
      await calls.call(
        "ec2.create_tags",
        { Resources: [foreign], Tags: CLASS_TAG },
        "@",
        SEOUL,
        student,
      );
      await assert.rejects(
        calls.call("ec2.delete_volume", { VolumeId: foreign }, "@", SEOUL, student),
        /UnauthorizedOperation|AccessDenied/,
      );
      const { clean, said } = await leftovers(teacher);
      assert.equal(clean, false);
      assert.match(said, new RegExp(`Not certain[\\s\\S]*${foreign}`));
    });
    assert.ok(((await left()) as string[]).includes(foreign));
    assert.ok(!((await left()) as string[]).includes(own));
  });

  it("by a student who hides the class's own volume: the record knows it all the same", async () => {
    const [student, teacher] = [await userWith("hides", TAGGER), await userWith("t2", allBut())];
    await enforced(async () => {
      await calls.call(
        "ec2.delete_tags",
        { Resources: [own], Tags: CLASS_TAG },
        "@",
        SEOUL,
        student,
      );
      await leftovers(teacher);
    });
    assert.ok(!((await left()) as string[]).includes(own));
    assert.ok(((await left()) as string[]).includes(foreign));
  });

  it("by a denied call in the middle: what can be deleted is, and nothing is clean", async () => {
    const teacher = await userWith("t3", allBut("ec2:DescribeSnapshots"));
    await enforced(async () => {
      const { clean, said } = await leftovers(teacher);
      assert.equal(clean, false);
      assert.match(said, /Could not be searched[\s\S]*snapshot in ap-northeast-2/);
    });
    assert.ok(!((await left()) as string[]).includes(own));
  });
});
