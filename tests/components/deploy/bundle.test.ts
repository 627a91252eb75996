import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Bundle, type BundleArgs } from "../../../components/deploy/bundle.ts";
import { only, record, type Recorded, run } from "../../support/mocks.ts";

const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";

const files = new pulumi.asset.AssetArchive({ "a.txt": new pulumi.asset.StringAsset("a") });
const base: BundleArgs = { files, forceDestroy: true };

const make = (args: Partial<BundleArgs> = {}): Promise<Recorded[]> =>
  record(() => new Bundle("app", { ...base, ...args }));

describe("Bundle", () => {
  it("uploads the files as one zip file", async () => {
    const { key, contentType, source } = only(await make(), OBJECT).inputs;
    assert.deepEqual([key, contentType], ["app.zip", "application/zip"]);
    assert.ok(pulumi.asset.Archive.isInstance(source));
  });

  it("takes another key", async () => {
    assert.equal(only(await make({ key: "app-v2.zip" }), OBJECT).inputs.key, "app-v2.zip");
  });

  it("keeps former bundles in a bucket that nobody else can open", async () => {
    const resources = await make();
    const versioning = only(resources, "aws:s3/bucketVersioning:BucketVersioning").inputs;
    assert.deepEqual(versioning.versioningConfiguration, { status: "Enabled" });
    const block = only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs;
    assert.deepEqual([block.blockPublicPolicy, block.restrictPublicBuckets], [true, true]);
  });

  it("refuses requests without TLS", async () => {
    const { policy } = only(await make(), "aws:s3/bucketPolicy:BucketPolicy").inputs;
    assert.match(String(policy), /"Effect":"Deny".*"aws:SecureTransport":"false"/);
  });

  it("uploads after versioning is on, so that the first bundle can come back", async () => {
    const types = (await make()).map(({ type }) => type);
    assert.ok(types.indexOf("aws:s3/bucketVersioning:BucketVersioning") < types.indexOf(OBJECT));
  });

  it("destroys a bucket with bundles only where it may", async () => {
    const destroys = async (forceDestroy: boolean) =>
      only(await make({ forceDestroy }), "aws:s3/bucket:Bucket").inputs.forceDestroy;
    assert.deepEqual([await destroys(true), await destroys(false)], [true, false]);
  });

  it("gives a policy to read every version of its own bundles, and no more", async () => {
    const { result } = await run(() => new Bundle("app", base).readPolicy);
    const { Statement } = JSON.parse(result) as { Statement: unknown[] };
    const arn = "arn:aws:mock:ap-northeast-2:123456789012:Bucket/app";
    assert.deepEqual(Statement, [
      { Effect: "Allow", Action: ["s3:GetObject", "s3:GetObjectVersion"], Resource: `${arn}/*` },
      { Effect: "Allow", Action: "s3:ListBucket", Resource: arn },
    ]);
  });
});
