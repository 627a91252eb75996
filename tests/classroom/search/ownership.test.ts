import assert from "node:assert/strict";
import type { Tags, Tie } from "../../../aws/contract/finder.ts";
import { type Claim, reasonFor } from "../../../classroom/search/ownership.ts";
import { type Held, Ledger } from "../../../classroom/stack/ledger.ts";

const SEOUL = "ap-northeast-2";
const VOLUME = "aws:ebs/volume:Volume";
const OURS = { class: "aws-class", environment: "dev" };
const held = (id: string, type = VOLUME): Held => ({ type, region: SEOUL, ids: [id] });

interface Case {
  readonly tags?: Tags;
  readonly ties?: readonly Tie[];
  readonly ledger?: readonly Held[];
  readonly present?: readonly Held[];
  /** Ids of what carries the class's tags, and another's. */
  readonly ours?: readonly string[];
  readonly others?: readonly string[];
  readonly region?: string;
  readonly madeByService?: boolean;
  readonly environment?: string | undefined;
}

/** Why volume `vol-1` is ours. */
function reason(its: Case): string | undefined {
  const {
    tags = {},
    ties = [],
    ledger = [],
    present = [],
    region = SEOUL,
    madeByService = false,
  } = its;
  const claim: Claim = {
    className: "aws-class",
    environment: "environment" in its ? its.environment : "dev",
    ledger: new Ledger(ledger),
    present: new Ledger(present),
  };
  const tagged = { ours: new Set(its.ours), others: new Set(its.others) };
  const thing = { id: "vol-1", tags, ties, remove: () => Promise.resolve() };
  return reasonFor(claim, { thing, tags, region, types: [VOLUME], madeByService }, tagged);
}

describe("a thing is the class's", () => {
  it("when it carries the tags of class and environment", () => {
    assert.equal(reason({ tags: OURS }), "tagged");
  });

  it("whatever its environment, when only the class is named", () => {
    assert.equal(reason({ tags: OURS, environment: undefined }), "tagged");
  });

  it("when the stack has held it", () => {
    assert.equal(reason({ ledger: [held("vol-1")] }), "in the stack's ledger");
  });

  it("when it was made of something that the stack has held", () => {
    const ties = [{ how: "made for image", id: "ami-1" }];
    const ledger = [held("ami-1", "aws:ec2/ami:Ami")];
    assert.equal(reason({ ties, ledger }), "made for image ami-1");
  });

  it("when it was made of something that carries the class's tags", () => {
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(reason({ ties, ours: ["ami-1"] }), "made for image ami-1");
  });
});

describe("a thing is not the class's", () => {
  it("without tags and unknown to the ledger", () => {
    assert.equal(reason({}), undefined);
  });

  it("when it carries the tags of another class, or of another stack of this one", () => {
    for (const other of [{ class: "other" }, { environment: "prod" }])
      assert.equal(reason({ tags: { ...OURS, ...other } }), undefined);
  });

  it("when another class has taken up what the ledger names", () => {
    const ledger = [held("vol-1")];
    assert.equal(reason({ tags: { class: "other" }, ledger }), undefined);
  });

  it("when the ledger names the same in another region, or of another kind", () => {
    assert.equal(reason({ ledger: [held("vol-1")], region: "us-east-1" }), undefined);
    assert.equal(reason({ ledger: [held("vol-1", "aws:ec2/eip:Eip")] }), undefined);
  });

  it("when it was made of something that carries another class's tags", () => {
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(reason({ ties, ledger: [held("ami-1")], others: ["ami-1"] }), undefined);
  });

  it("when it is tied to a name of another kind than it says", () => {
    const ties = [{ how: "logs of", id: "web", type: "aws:rds/instance:Instance" }];
    assert.equal(reason({ ties, ledger: [held("web")] }), undefined);
  });
});

describe("a thing of the class is no leftover", () => {
  it("when it is still in the stack, or was made of what is", () => {
    assert.equal(reason({ tags: OURS, present: [held("vol-1")] }), undefined);
    const ties = [{ how: "made for image", id: "ami-1" }];
    assert.equal(reason({ tags: OURS, ties, present: [held("ami-1")] }), undefined);
  });

  it("when a service keeps it for a class that is up", () => {
    const made = { tags: OURS, madeByService: true };
    assert.equal(reason({ ...made, present: [held("another")] }), undefined);
    assert.equal(reason(made), "tagged");
  });
});
