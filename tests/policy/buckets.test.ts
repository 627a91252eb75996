import assert from "node:assert/strict";
import type { RuleId } from "../../policy/rule-ids.ts";
import { allSamples } from "./samples.ts";
import { made, messages, resource } from "./support.ts";

const RULES = ["bucket-encryption", "bucket-public-access-block", "bucket-tls"] as const;

describe("a bucket by its older name, BucketV2", () => {
  const older = (type: string) => type.replace(/^(aws:s3\/\w+):(\w+)$/, "$1V2:$2V2");
  const found = (id: RuleId) => messages(id, made("s3/bucketV2:BucketV2", { acl: "public-read" }));

  it("is a bucket to every rule", () => {
    for (const id of RULES) assert.equal(found(id).length, 1, id);
    assert.deepEqual(found("no-public-bucket"), ["its access control list is public-read"]);
  });

  it("is served by resources of older and newer names alike", () => {
    const closed = allSamples("passes")
      .filter(({ name }) => name.startsWith("closed"))
      .map((each) =>
        /Encryption|:Bucket$/.test(each.type) ? { ...each, type: older(each.type) } : each,
      );
    assert.equal(closed.filter(({ type }) => type.endsWith("V2")).length, 2);
    for (const id of RULES)
      assert.deepEqual(messages(id, ...closed.map((each) => resource(each))), [], id);
  });
});

describe("a bucket with a policy of its own", () => {
  it("is found when that lets anybody in", () => {
    const policy = { Statement: { Effect: "Allow", Principal: "*", Action: "s3:GetObject" } };
    const bucket = made("s3/bucket:Bucket", { policy: JSON.stringify(policy) });
    assert.deepEqual(messages("no-public-bucket-policy", bucket), [
      "the bucket policy allows everyone",
    ]);
  });
});
