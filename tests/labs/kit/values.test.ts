import assert from "node:assert/strict";
import { Failure } from "../../../labs/contract/outcome.ts";
import { expectValues, recorded } from "../../../labs/kit/values.ts";
import { resourceOf } from "../../support/subjects.ts";

describe("expectValues", () => {
  it("takes what is as it should be, whatever else there is", () => {
    expectValues({ compression: true, name: "site" }, { compression: true });
  });

  it("lists all that differs, with what it should be", () => {
    const seen = { compression: false, size: 20 };
    assert.throws(() => {
      expectValues(seen, { compression: true, size: 20, root: "index.html" });
    }, new Failure('compression is false, not true; root is unset, not "index.html"'));
  });
});

describe("recorded", () => {
  const bucket = (outputs: Record<string, unknown>) =>
    resourceOf("cdn", "aws:s3/bucket:Bucket", "site", outputs);

  it("is what the stack's record says", () => {
    assert.equal(recorded(bucket({ arn: "arn:1" }), "arn"), "arn:1");
  });

  it("fails where the record has no text", () => {
    assert.throws(
      () => recorded(bucket({ arn: 1 }), "arn"),
      new Failure("the stack's state has no arn of aws:s3/bucket:Bucket site"),
    );
  });
});
