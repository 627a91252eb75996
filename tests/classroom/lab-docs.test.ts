import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { costClass, LAB_DOCS, labDocs } from "../../classroom/lab-docs.ts";

describe("docs/labs.md", () => {
  it("says what the labs say (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(LAB_DOCS, "utf8"), await labDocs());
  });
});

describe("costClass", () => {
  const of = (...types: string[]) => costClass(types.map((type) => ({ type })));

  it("knows what costs by the hour", () => {
    assert.equal(of("aws:ec2/vpc:Vpc", "aws:ec2/natGateway:NatGateway"), "by the hour");
  });

  it("knows what costs by use", () => {
    assert.equal(of("aws:s3/bucket:Bucket"), "by use");
  });

  it("knows what costs nothing", () => {
    assert.equal(of("aws:ec2/vpc:Vpc", "aws:iam/group:Group"), "nothing");
  });
});
