import assert from "node:assert/strict";
import { historyIn, interruptedIn } from "../../../classroom/record/interrupted.ts";
import { type Held, Ledger } from "../../../classroom/record/ledger.ts";
import { interruptedState, pendingOperation } from "../../support/fakes/interrupted.ts";

const SEOUL = "ap-northeast-2";
const KILLED = "2026-11-25T09:00:00Z";
const BUCKET = "aws:s3/bucket:Bucket";

describe("what a killed run was creating, for the record", () => {
  const held = async (...operations: object[]): Promise<readonly Held[]> =>
    (await interruptedIn(interruptedState(KILLED, operations), SEOUL)).held;
  const entry = { region: SEOUL, created: KILLED, seen: KILLED };

  it("is known by the name that Pulumi has made up, from the time when it was seen first", async () => {
    const inputs = { __defaults: ["bucket"], bucket: "s3-bucket-152af06", forceDestroy: false };
    assert.deepEqual(await held(pendingOperation(BUCKET, inputs)), [
      { ...entry, type: BUCKET, ids: ["s3-bucket-152af06"], interrupted: "random name" },
    ]);
  });

  it("is told from what the settings name, also where that looks made up", async () => {
    const chosen = { interrupted: "chosen name" };
    for (const [type, inputs, name] of [
      [BUCKET, { __defaults: [], bucket: "our-school.test" }, "our-school.test"],
      [BUCKET, { bucket: "homework-1234567" }, "homework-1234567"],
      ["aws:iam/group:Group", { __defaults: ["name"], name: "students" }, "students"],
    ] as const)
      assert.deepEqual(await held(pendingOperation(type, inputs)), [
        { ...entry, type, ids: [name], ...chosen },
      ]);
  });

  it("has no entry where AWS makes its id, where nobody knows when, and for other operations", async () => {
    const named = { __defaults: ["bucket"], bucket: "s3-bucket-152af06" };
    assert.deepEqual(
      await held(pendingOperation("aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" })),
      [],
    );
    assert.deepEqual(await held(pendingOperation(BUCKET, named, "updating")), []);
    assert.deepEqual(await held(pendingOperation(BUCKET, { bucket: { secret: "s" } })), []);
    const undated = interruptedState(undefined, [pendingOperation(BUCKET, named)]);
    assert.deepEqual((await interruptedIn(undated, SEOUL)).held, []);
  });

  it("is in the region of its provider, and in the stack's account", async () => {
    const topic = { __defaults: ["name"], name: "alarm-0a1b2c3" };
    const operation = pendingOperation("aws:sns/topic:Topic", topic);
    const [found] = (await interruptedIn(interruptedState(KILLED, [operation], "us-east-1"), SEOUL))
      .held;
    assert.deepEqual([found?.region, found?.account], ["us-east-1", "111122223333"]);
  });

  it("is in the history of a stack beside what the stack holds", async () => {
    const named = { __defaults: ["bucket"], bucket: "s3-bucket-152af06" };
    const state = interruptedState(KILLED, [pendingOperation(BUCKET, named)], SEOUL);
    const ids = (await historyIn(state, SEOUL)).held.map((each) => each.ids[0]);
    assert.deepEqual(ids, ["vol-1", "s3-bucket-152af06"]);
  });

  it("keeps its first sighting, whatever the state says later", () => {
    const first: Held = {
      ...{ type: BUCKET, ids: ["s3-bucket-152af06"], region: "us-east-1" },
      ...{ created: KILLED, seen: KILLED, interrupted: "random name" },
    };
    const later = "2026-11-26T09:00:00Z";
    const again: Held = { ...first, region: SEOUL, created: later, seen: later };
    for (const [one, other] of [
      [first, again],
      [again, first],
      [first, first],
    ] as const)
      assert.deepEqual(new Ledger([one]).with(new Ledger([other])).held, [first]);
  });
});
