import assert from "node:assert/strict";
import { kindOf } from "../../../classroom/search/tagged.ts";

describe("the kind of a resource", () => {
  it("is read from its ARN", () => {
    assert.equal(kindOf("arn:aws:ec2:ap-northeast-2:1:volume/vol-1"), "ec2:volume");
    assert.equal(kindOf("arn:aws:logs:ap-northeast-2:1:log-group:/a/b"), "logs:log-group");
    assert.equal(kindOf("arn:aws:s3:::bucket"), "s3:*");
  });
});
