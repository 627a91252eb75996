import assert from "node:assert/strict";
import type { S3 } from "@aws-sdk/client-s3";
import { bucketTags, tagsNow } from "../../../aws/s3/tags.ts";
import { BUCKET } from "../../../aws/s3/types.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { fakeAws } from "../../support/fakes/fake-aws.ts";
import { resourceOf } from "../../support/subjects.ts";

const s3With = (getBucketTagging: (asked: object) => unknown) =>
  ({ getBucketTagging }) as unknown as S3;

describe("the tags of a bucket", () => {
  it("are those that AWS has now", async () => {
    const s3 = s3With((asked) => {
      assert.deepEqual(asked, { Bucket: "site" });
      return Promise.resolve({ TagSet: [{ Key: "class-id", Value: "x" }] });
    });
    assert.deepEqual(await bucketTags(s3, "site"), { "class-id": "x" });
  });

  it("are none where it has none, and unknown where AWS does not say", async () => {
    const refused = (name: string) => s3With(() => Promise.reject(awsError(name)));
    assert.deepEqual(await bucketTags(refused("NoSuchTagSet"), "site"), {});
    await assert.rejects(bucketTags(refused("AccessDenied"), "site"), { name: "AccessDenied" });
  });

  it("are asked for in the bucket's region, else in the class's", async () => {
    for (const [outputs, expected] of [
      [{ region: "us-east-2" }, "us-east-2"],
      [{}, "ap-northeast-2"],
      [{ region: 1 }, "ap-northeast-2"],
    ] as const) {
      const asked: unknown[] = [];
      const aws = fakeAws({
        getBucketTagging: ({ Bucket }, region) => void asked.push([Bucket, region]),
      });
      assert.deepEqual(
        await tagsNow[BUCKET]?.(aws, resourceOf("lab", BUCKET, "site", outputs)),
        {},
      );
      assert.deepEqual(asked, [["site-id", expected]]);
    }
  });
});
