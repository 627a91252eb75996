import assert from "node:assert/strict";
import { emptyRefused } from "../../../classroom/gateway/emptying.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { resourceOf } from "../../support/subjects.ts";

const BUCKET = resourceOf("lab", "aws:s3/bucket:Bucket", "site");
const OBJECT = resourceOf("lab", "aws:s3/bucketObjectv2:BucketObjectv2", "homework/", {
  bucket: "site-id",
});

/** What the provider says of `homework/` while `homework/bell\x07.txt` is beside it. */
const BELL =
  "deleting S3 Bucket (site-id) Object (homework/): operation error S3: ListObjectVersions, https response error StatusCode: 200, deserialization failed, failed to decode response body, XML syntax error on line 2: illegal character code U+0007";

async function emptied(errors: readonly (readonly [string, string])[], other = BUCKET) {
  const buckets: unknown[] = [];
  const aws = fakeAws({ listObjectVersions: ({ Bucket }) => void buckets.push(Bucket) });
  const options = { id: undefined, check: () => Promise.resolve(), report: () => undefined };
  await emptyRefused(aws, [other, OBJECT], new Map(errors), options);
  return buckets;
}

describe("a bucket with a key that XML cannot hold", () => {
  it("is emptied when the provider cannot read what is in it: it deletes none of the stack's objects", async () => {
    assert.deepEqual(await emptied([[OBJECT.urn, BELL]]), ["site-id"]);
    assert.deepEqual(await emptied([[BUCKET.urn, BELL]]), ["site-id"]);
  });

  it("is not emptied for another bucket's object, nor for another reason", async () => {
    assert.deepEqual(await emptied([[OBJECT.urn, BELL]], { ...BUCKET, id: "other" }), []);
    assert.deepEqual(await emptied([[OBJECT.urn, "AccessDenied"]]), []);
  });
});
