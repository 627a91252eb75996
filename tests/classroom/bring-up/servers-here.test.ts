import assert from "node:assert/strict";
import { noServersHere } from "../../../classroom/bring-up/servers-here.ts";

const NOWHERE = { PATH: "" };

describe("the servers of a class on this machine", () => {
  it("do not run without a sandbox, and that is said with the reason", () => {
    for (const type of [
      "aws:ec2/instance:Instance",
      "aws:autoscaling/group:Group",
      "AWS::EC2::Instance",
    ])
      assert.match(
        noServersHere([{ type }], NOWHERE) ?? "",
        /^not running on this machine: (bubblewrap is not installed|servers need)/,
      );
  });

  it("are not spoken of where a class has none", () => {
    assert.equal(noServersHere([{ type: "aws:s3/bucket:Bucket" }], NOWHERE), undefined);
  });
});
