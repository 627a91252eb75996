import assert from "node:assert/strict";
import { s3Bucket } from "../../labs/s3-bucket/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { ofType, only, type Recorded } from "../support/mocks.ts";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: unknown;
    readonly Resource: unknown;
  }[];
}

const statements = (resources: Recorded[]) =>
  (
    JSON.parse(
      only(resources, "aws:s3/bucketPolicy:BucketPolicy").inputs.policy as string,
    ) as Policy
  ).Statement;

describe("lab s3-bucket", () => {
  it("makes one closed, encrypted, versioned bucket with a folder and two files", async () => {
    const { resources } = await recordLab(s3Bucket);
    assert.deepEqual(inventory(resources), {
      "aws:s3/bucket:Bucket": 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
      "aws:s3/bucketVersioning:BucketVersioning": 1,
      "aws:s3/bucketPolicy:BucketPolicy": 1,
      [OBJECT]: 3,
    });
    assert.deepEqual(
      ofType(resources, OBJECT)
        .map(({ inputs }) => inputs.key)
        .sort(),
      ["homework/", "private/scores.csv", "public/notice.html"],
    );
  });

  it("opens just what lies below public/, and says why", async () => {
    const { resources } = await recordLab(s3Bucket);
    const arn = "arn:aws:mock:ap-northeast-2:123456789012:Bucket/s3-bucket";
    const [tls, open, ...more] = statements(resources);
    assert.deepEqual([tls?.Sid, tls?.Effect, more], ["TlsOnly", "Deny", []]);
    assert.deepEqual([open?.Effect, open?.Action], ["Allow", "s3:GetObject"]);
    assert.deepEqual(open?.Resource, [`${arn}/public/*`]);
    const { inputs } = only(resources, "class:site-bucket:SiteBucket");
    assert.match(String(inputs.publicReason), /one public prefix/);
  });

  it("stays closed without the public prefix", async () => {
    const { resources } = await recordLab(s3Bucket, { publicPrefix: false });
    assert.deepEqual(
      statements(resources).map(({ Effect }) => Effect),
      ["Deny"],
    );
    const block = only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    assert.deepEqual(
      [block.inputs.blockPublicPolicy, block.inputs.restrictPublicBuckets],
      [true, true],
    );
  });

  it("keeps no versions when versioned is off, and then has nothing to restore", async () => {
    const { resources, outputs } = await recordLab(s3Bucket, { versioned: false });
    assert.deepEqual(ofType(resources, "aws:s3/bucketVersioning:BucketVersioning"), []);
    assert.deepEqual([outputs.versions, outputs.restore], [undefined, undefined]);
  });

  it("exports the S3 URI and the object URLs", async () => {
    const { outputs } = await recordLab(s3Bucket, { folder: "과제" });
    assert.deepEqual(
      [outputs.s3Uri, outputs.publicUrl, outputs.privateUrl, outputs.upload],
      [
        "s3://s3-bucket/private/scores.csv",
        "https://s3-bucket.s3.example.com/public/notice.html",
        "https://s3-bucket.s3.example.com/private/scores.csv",
        "aws s3 cp FILE s3://s3-bucket/과제/",
      ],
    );
  });

  it("restores an object by deleting its delete marker", async () => {
    const { outputs } = await recordLab(s3Bucket);
    assert.equal(
      outputs.remove,
      "aws s3api delete-object --bucket s3-bucket --key private/scores.csv",
    );
    assert.match(
      String(outputs.restore),
      /^aws s3api delete-object .*--version-id "\$\(aws .*DeleteMarkers\[\?IsLatest\]/,
    );
  });

  it("keeps what students uploaded where the class is protected", async () => {
    const { resources } = await recordLab(s3Bucket, {}, { protect: true });
    assert.equal(only(resources, "aws:s3/bucket:Bucket").inputs.forceDestroy, false);
  });

  for (const folder of ["", "a/b", "../x", "..", "public", "x".repeat(101)])
    it(`refuses folder "${folder.slice(0, 20)}"`, () => {
      assert.equal(s3Bucket.settings.safeParse({ folder }).success, false);
    });

  it("has students upload to public/ only where that is closed", () => {
    const settings = { folder: "public", publicPrefix: false };
    assert.ok(s3Bucket.settings.safeParse(settings).success);
  });
});
