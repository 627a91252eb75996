import assert from "node:assert/strict";
import type { Tags } from "../../../../aws/contract/finder.ts";
import { at, evidence, GROUP, held, OLD, old, OURS, SEOUL, VOLUME } from "./evidence.ts";

describe("a resource is proven to be the class's", () => {
  it("by an id that AWS gives once, in the record, whatever its tags have become", () => {
    for (const tags of [{}, OURS, OLD, { Name: "mine" }] as Tags[])
      assert.equal(evidence({ tags, ledger: [held("vol-1")] }), "proven: in the stack's record");
  });

  it("by its ARN in the record, and by an id recorded without account or times", () => {
    const arn = "arn:aws:ec2:ap-northeast-2:111122223333:volume/vol-1";
    assert.equal(evidence({ arn, ledger: [held(arn)] }), "proven: in the stack's record");
    const bare = { type: VOLUME, region: SEOUL, ids: ["vol-1"] };
    assert.equal(evidence({ ledger: [bare] }), "proven: in the stack's record");
  });

  it("by its name, where it was made when the stack made its own", () => {
    for (const createdAt of [at(-1), at(0), at(9)])
      assert.equal(
        evidence({ named: true, createdAt, ledger: [held("vol-1")] }),
        "proven: in the stack's record",
      );
  });

  it("by its name and the class's id, where AWS does not say when it was made", () => {
    const its = { named: true, tags: OURS, ledger: [held("vol-1")] };
    assert.equal(evidence(its), "proven: tagged, and its name is in the record");
    const timeless = [{ ...held("vol-1"), created: undefined, seen: undefined }];
    assert.equal(
      evidence({ ...its, ledger: timeless, createdAt: at(99), redated: true }),
      "proven: tagged, and its name is in the record",
    );
    assert.equal(evidence({ ...its, createdAt: at(99) }), "claimed: tagged, not in the record");
    const older = { ...its, tags: OLD, ...old };
    assert.equal(evidence(older), "claimed: tagged, and its name is in the record");
  });

  it("by what AWS says has made it", () => {
    const group = held("web", { type: GROUP });
    const made = { makers: ["web"], ledger: [group] };
    for (const createdAt of [undefined, at(-1), at(9), at(10)])
      assert.equal(evidence({ ...made, createdAt }), "proven: made by web");
    const timeless = { type: GROUP, region: SEOUL, ids: ["web"] };
    assert.equal(
      evidence({ makers: ["web"], ledger: [timeless], createdAt: at(99) }),
      "proven: made by web",
    );
  });

  it("by what it was made of, when that is in the record by its id", () => {
    const ties = [{ how: "made for image", id: "ami-1" }];
    const ledger = [held("ami-1", { type: "aws:ec2/ami:Ami" })];
    assert.equal(evidence({ ties, ledger }), "proven: made for image ami-1");
  });

  it("by a name that it was made for, at a time that fits", () => {
    const ties = [{ how: "logs of", id: "db", type: "aws:rds/instance:Instance" }];
    const ledger = [held("db", { type: "aws:rds/instance:Instance" })];
    assert.equal(evidence({ ties, ledger, createdAt: at(1) }), "proven: logs of db");
  });

  it("in a class without an id, by its record, as before", () => {
    assert.equal(
      evidence({ ...old, tags: OLD, ledger: [held("vol-1")] }),
      "proven: in the stack's record",
    );
  });
});

describe("a resource needs a yes of its own", () => {
  it("when it carries the class's id, and the record does not know it", () => {
    const known = [held("vol-2")];
    assert.equal(
      evidence({ tags: OURS, createdAt: at(1), ledger: known }),
      "claimed: tagged, not in the record",
    );
    assert.equal(evidence({ tags: OURS, ledger: known }), "claimed: tagged, not in the record");
    assert.equal(evidence({ tags: OURS }), "claimed: tagged, no record");
  });

  it("when it was made of something that only tags ascribe to the class", () => {
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(evidence({ ties, ours: ["ami-1"] }), "claimed: made for image ami-1");
  });

  it("when the record knows its id, and its tags are another's", () => {
    for (const tags of [{ ...OURS, "class-id": "zzzzzzzz2345" }, { class: "other" }])
      assert.equal(
        evidence({ tags, ledger: [held("vol-1")] }),
        "disputed: in the record, tagged as another's",
      );
  });

  it("when it has a name of the class's, and nobody knows when it was made", () => {
    for (const its of [{}, { createdAt: at(99), redated: true }])
      assert.match(
        evidence({ named: true, ledger: [held("vol-1")], ...its }) ?? "",
        /^claimed: its name/,
      );
    for (const left of ["created", "seen"] as const) {
      const rest = { ...held("vol-1"), [left]: undefined };
      const found = evidence({ named: true, ledger: [rest], createdAt: at(1), redated: true });
      assert.match(found ?? "", /^claimed: its name/, left);
    }
  });

  it("when it has a name of the class's and its id, but was changed after the class", () => {
    const its = { named: true, tags: OURS, ledger: [held("vol-1")], redated: true };
    assert.equal(
      evidence({ ...its, createdAt: at(99) }),
      "claimed: tagged, and its name is in the record, but it was changed later",
    );
    // It was last changed before the class's own was made.
    assert.equal(
      evidence({ ...its, createdAt: at(-2) }),
      "foreign: tagged, but older than the class",
    );
  });

  it("when only a record from the future knows its name", () => {
    const future = new Date(Date.now() + 48 * 3_600_000).toISOString();
    const its = { named: true, ledger: [held("vol-1", { seen: future })] };
    const dated = { ...its, createdAt: at(1) };
    const fast = "claimed: in the record, which a clock that was fast has noted";
    assert.equal(evidence(dated), fast);
    assert.equal(evidence({ ...dated, createdAt: at(-2) }), undefined);
    const group = [held("web", { type: GROUP, seen: future })];
    assert.equal(evidence({ makers: ["web"], ledger: group, createdAt: at(1) }), fast);
    assert.match(evidence({ ...dated, tags: OURS }) ?? "", /^claimed: tagged, not in the record/);
    assert.match(
      evidence({ ...dated, tags: OURS, redated: true }) ?? "",
      /^claimed: .*changed later/,
    );
  });

  it("when it is tied to a name, and was made at another time", () => {
    const ties = [{ how: "logs of", id: "db", type: "aws:rds/instance:Instance" }];
    const ledger = [held("db", { type: "aws:rds/instance:Instance" })];
    assert.equal(evidence({ ties, ledger, createdAt: at(99) }), "claimed: logs of db");
  });
});
