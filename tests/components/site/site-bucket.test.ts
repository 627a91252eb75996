import assert from "node:assert/strict";
import { SiteBucket, type SiteBucketArgs } from "../../../components/site/site-bucket.ts";
import type { SiteFile } from "../../../components/site/site-files.ts";
import { ofType, only, record } from "../../support/mocks.ts";

const file = (key: string, hash = "1"): SiteFile => ({
  key,
  path: key,
  hash,
  contentType: "text/plain",
  cacheControl: "no-cache",
});

const make = (args: Partial<SiteBucketArgs> = {}) =>
  record(() => new SiteBucket("notes", { forceDestroy: true, ...args }));

describe("SiteBucket", () => {
  it("is closed to the public, without access control lists, and encrypted", async () => {
    const resources = await make();
    const { inputs } = only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock");
    assert.deepEqual(
      [
        inputs.blockPublicAcls,
        inputs.ignorePublicAcls,
        inputs.blockPublicPolicy,
        inputs.restrictPublicBuckets,
      ],
      [true, true, true, true],
    );
    const ownership = only(resources, "aws:s3/bucketOwnershipControls:BucketOwnershipControls");
    assert.deepEqual(ownership.inputs.rule, { objectOwnership: "BucketOwnerEnforced" });
    const encryption = only(
      resources,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    assert.deepEqual(encryption.inputs.rules, [
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
  });

  it("lets a policy open it, but no access control list, when there is a reason", async () => {
    const { inputs } = only(
      await make({ publicReason: "lab: one public prefix" }),
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    );
    assert.deepEqual(
      [inputs.blockPublicAcls, inputs.blockPublicPolicy, inputs.restrictPublicBuckets],
      [true, false, false],
    );
  });

  it("uploads each file by its path, with type, cache rule and hash", async () => {
    const resources = await make({ files: [file("a.txt"), file("b/c.txt", "2")] });
    const objects = ofType(resources, "aws:s3/bucketObjectv2:BucketObjectv2");
    assert.deepEqual(objects.map(({ name }) => name).sort(), ["notes-a.txt", "notes-b/c.txt"]);
    const { inputs } = objects.find(({ name }) => name === "notes-b/c.txt") ?? assert.fail();
    assert.deepEqual(
      [inputs.bucket, inputs.key, inputs.sourceHash, inputs.contentType, inputs.cacheControl],
      ["notes", "b/c.txt", "2", "text/plain", "no-cache"],
    );
  });

  it("keeps versions only when asked, and then uploads after that is on", async () => {
    const VERSIONING = "aws:s3/bucketVersioning:BucketVersioning";
    const files = [file("a.txt")];
    assert.deepEqual(ofType(await make({ files }), VERSIONING), []);
    const types = (await make({ files, versioned: true })).map(({ type }) => type);
    assert.ok(types.includes(VERSIONING));
    assert.ok(types.indexOf(VERSIONING) < types.indexOf("aws:s3/bucketObjectv2:BucketObjectv2"));
  });

  it("goes with what is in it only when told", async () => {
    for (const forceDestroy of [true, false]) {
      const { inputs } = only(await make({ forceDestroy }), "aws:s3/bucket:Bucket");
      assert.equal(inputs.forceDestroy, forceDestroy);
    }
  });

  it("takes a name, or lets Pulumi make one", async () => {
    const named = only(await make({ bucketName: "mydomain.com" }), "aws:s3/bucket:Bucket");
    assert.equal(named.inputs.bucket, "mydomain.com");
    assert.equal(only(await make(), "aws:s3/bucket:Bucket").inputs.bucket, undefined);
  });

  it("refuses a blank reason", () => {
    assert.throws(
      () => new SiteBucket("notes", { forceDestroy: true, publicReason: " " }),
      /publicReason is blank: opening something to the internet needs a reason/,
    );
  });

  for (const bucketName of ["ab", "My-Site", "a..b", "192.168.0.1", "-site"])
    it(`refuses the name ${bucketName}`, () => {
      assert.throws(
        () => new SiteBucket("notes", { forceDestroy: true, bucketName }),
        /is not valid: 3 to 63/,
      );
    });

  for (const [bucketName, reason] of [
    ["x".repeat(64), "it has 64 characters, more than 63"],
    ["xn--hq1bm8jm9l.kr", "no bucket's name can begin with xn--"],
    ["notes--x-s3", "no bucket's name can end with --x-s3"],
  ] as const)
    it(`refuses the name ${bucketName}: ${reason}`, () => {
      assert.throws(
        () => new SiteBucket("notes", { forceDestroy: true, bucketName }),
        new Error(`bucketName "${bucketName}" is not valid: ${reason}`),
      );
    });
});
