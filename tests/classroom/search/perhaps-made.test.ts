import assert from "node:assert/strict";
import { pendingCreates } from "../../../classroom/pulumi/pending-creates.ts";
import { interruptedIn } from "../../../classroom/record/interrupted.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import type { Unseen } from "../../../classroom/search/leftover.ts";
import { perhapsMade } from "../../../classroom/search/perhaps-made.ts";
import { interruptedState, pendingOperation } from "../../support/fakes/interrupted.ts";

const SEOUL = "ap-northeast-2";
const BUCKET = "aws:s3/bucket:Bucket";
const TOPIC = "aws:sns/topic:Topic";
const NAMED: Readonly<Record<string, unknown>> = {
  __defaults: ["name", "bucket"],
  name: "its-0a1b2c3",
  bucket: "its-0a1b2c3",
};

const blind = (kind: string, region: string): Unseen => ({
  ...{ kind, region, reason: "AccessDenied", passing: false },
});

describe("what a killed run was creating, after a search", () => {
  async function unknown(
    type: string,
    { inputs = NAMED, unseen = [] as Unseen[], region = SEOUL, isNoted = true, kills = 1 } = {},
  ): Promise<string[]> {
    const operations = Array.from({ length: kills }, () => pendingOperation(type, inputs));
    const state = interruptedState("2026-11-25T09:00:00Z", operations, region);
    const ledger = isNoted ? await interruptedIn(state, SEOUL) : new Ledger([]);
    const searched = { identity: { region: SEOUL }, ledger, unseen };
    const found = await perhapsMade(pendingCreates(state), searched);
    return found.map((each) => `${each.kind} in ${each.region}`);
  }

  it("does not exist, or was found, where it has a name and all of its kind were seen", async () => {
    assert.deepEqual(await unknown(BUCKET), []);
    assert.deepEqual(await unknown(TOPIC), []);
    const elsewhere = [blind("topic (SNS)", "us-east-1"), blind("bucketful", "global")];
    assert.deepEqual(await unknown(TOPIC, { unseen: elsewhere }), []);
  });

  it("may exist where not all of its kind were seen", async () => {
    for (const kind of ["bucket", "bucket secret"])
      assert.deepEqual(await unknown(BUCKET, { unseen: [blind(kind, "global")] }), [
        "Bucket its in ap-northeast-2",
      ]);
    const unseen = [blind("topic (SNS)", "us-east-1")];
    assert.deepEqual(await unknown(TOPIC, { unseen, region: "us-east-1" }), [
      "Topic its in us-east-1",
    ]);
  });

  it("may exist where it was being created with the same name before: the record has only the first time", async () => {
    const chosen = { inputs: { bucket: "our-school.test" } };
    assert.deepEqual(await unknown(BUCKET, chosen), []);
    const again = await unknown(BUCKET, { ...chosen, kills: 2 });
    assert.deepEqual([...new Set(again)], ["Bucket its in ap-northeast-2"]);
    assert.deepEqual(await unknown(BUCKET, { kills: 2 }), []);
  });

  it("may exist where AWS makes its id, no finder looks for it, or nothing says when it was made", async () => {
    const vpc = await unknown("aws:ec2/vpc:Vpc", { inputs: {}, region: "us-east-1" });
    assert.deepEqual(vpc, ["Vpc its in us-east-1"]);
    const record = await unknown("aws:route53/record:Record");
    assert.deepEqual(record, ["Record its in ap-northeast-2"]);
    assert.deepEqual(await unknown(BUCKET, { isNoted: false }), ["Bucket its in ap-northeast-2"]);
  });
});
