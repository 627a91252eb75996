import assert from "node:assert/strict";
import { at, evidence, GROUP, held, OLD, old, OURS, SEEN } from "./evidence.ts";

describe("a resource is not the class's", () => {
  it("though it carries its tags, when it is older than the class", () => {
    const ledger = [
      held("vol-2", { created: undefined }),
      held("vol-3", { created: "2026-11-25T10:00:00Z" }),
      held("vol-4"),
    ];
    const older = { tags: OURS, ledger };
    assert.equal(
      evidence({ ...older, createdAt: new Date(at(-1).getTime() - 1) }),
      "foreign: tagged, but older than the class",
    );
    assert.equal(evidence({ ...older, createdAt: at(-1) }), "claimed: tagged, not in the record");
  });

  it("though it is called so, when the class has no id and no record of it", () => {
    assert.equal(evidence({ ...old, tags: OLD }), "foreign: tagged by name, not in the record");
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(evidence({ ...old, ties, ours: ["ami-1"] }), "foreign: made for image ami-1");
  });

  it("without tags and unknown to the record", () => {
    assert.equal(evidence({}), undefined);
  });

  it("when it only has the name of the class, or another class's id", () => {
    assert.equal(evidence({ tags: OLD }), undefined);
    assert.equal(evidence({ tags: { ...OURS, "class-id": "zzzzzzzz2345" } }), undefined);
    assert.equal(evidence({ ...old, tags: OURS }), undefined);
  });

  it("when another has taken its name after the class", () => {
    const late = { named: true, ledger: [held("vol-1")] };
    assert.equal(evidence({ ...late, createdAt: new Date(Date.parse(SEEN) + 300_001) }), undefined);
    assert.equal(evidence({ ...late, createdAt: new Date(at(-1).getTime() - 1) }), undefined);
    assert.equal(
      evidence({ ...late, createdAt: new Date(Date.parse(SEEN) + 300_000) }),
      "proven: in the stack's record",
    );
  });

  it("when its name is the record's in another account, region or kind", () => {
    const named = { named: true, createdAt: at(1) };
    for (const its of [
      { account: "999999999999" },
      { region: "us-east-1" },
      { type: "aws:ec2/eip:Eip" },
    ])
      assert.equal(evidence({ ...named, ledger: [held("vol-1", its)] }), undefined);
    const ties = [{ how: "made for image", id: "ami-1" }];
    const ledger = [held("ami-1", { account: "999999999999" })];
    assert.equal(evidence({ ties, ledger }), undefined);
    const unsaid = { claim: { account: undefined } };
    assert.match(evidence({ ...named, ...unsaid, ledger: [held("vol-1")] }) ?? "", /^proven/);
  });

  it("when a group of the class's name has made it before or after the class", () => {
    const made = { makers: ["web"], ledger: [held("web", { type: GROUP })] };
    for (const hours of [-1.001, 10.001])
      assert.equal(evidence({ ...made, createdAt: at(hours) }), undefined);
  });

  it("when a group has made it that is only called as something else of the class", () => {
    const future = new Date(Date.now() + 48 * 3_600_000).toISOString();
    for (const its of [{}, { seen: future }]) {
      const ledger = [held("web", { type: "aws:iam/group:Group", ...its })];
      assert.equal(evidence({ makers: ["web"], ledger, createdAt: at(1) }), undefined);
    }
  });

  it("when a group of the class's name has made it in another region, or account", () => {
    for (const its of [{ region: "us-east-1" }, { account: "999999999999" }]) {
      const made = { makers: ["web"], ledger: [held("web", { type: GROUP, ...its })] };
      assert.equal(evidence({ ...made, createdAt: at(1) }), undefined);
    }
  });

  it("when it was made of something that carries another class's tags", () => {
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(evidence({ ties, ledger: [held("ami-1")], others: ["ami-1"] }), undefined);
  });

  it("when it is tied to a name of another kind, or in another region, than it says", () => {
    const ties = [{ how: "logs of", id: "web", type: "aws:rds/instance:Instance" }];
    assert.equal(evidence({ ties, ledger: [held("web")] }), undefined);
    const db = held("web", { type: "aws:rds/instance:Instance", region: "us-east-1" });
    assert.equal(evidence({ ties, ledger: [db] }), undefined);
    assert.equal(
      evidence({ ties, ledger: [db], region: "global", createdAt: at(1) }),
      "proven: logs of web",
    );
  });
});

describe("a resource of the class is no leftover", () => {
  it("when it is still in the stack, or was made of what is", () => {
    assert.equal(evidence({ tags: OURS, present: [held("vol-1")] }), undefined);
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(evidence({ tags: OURS, ties, present: [held("ami-1")] }), undefined);
  });

  it("when another stack holds it", () => {
    const ledger = [held("vol-1")];
    assert.equal(evidence({ tags: OURS, ledger, elsewhere: [held("vol-1")] }), undefined);
    assert.match(evidence({ ledger, elsewhere: [held("vol-2")] }) ?? "", /^proven/);
  });

  it("when a service keeps it for a class that is up", () => {
    const made = { tags: OURS, makers: ["web"] };
    assert.equal(evidence({ ...made, present: [held("another")] }), undefined);
    assert.equal(evidence(made), "claimed: tagged, no record");
    assert.match(evidence({ tags: OURS, present: [held("another")] }) ?? "", /^claimed/);
  });
});
