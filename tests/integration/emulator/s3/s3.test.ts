import assert from "node:assert/strict";
import type { Input } from "../../../support/engine/aws-calls.ts";
import { introduce } from "../../../../engine/traffic/introduction.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";

const SEOUL = "ap-northeast-2";

/** What engine/emulator/patches/s3.py adds to moto. */
describe("S3 on the emulator", () => {
  const { aws, unique, left, endpoint, forgets } = emulatedAws();

  let bucket: { Bucket: string };
  let page: Input;

  beforeEach(async () => {
    bucket = { Bucket: unique("class-site") };
    page = { ...bucket, Key: "index.html" };
    await aws("s3.create_bucket", {
      ...bucket,
      CreateBucketConfiguration: { LocationConstraint: SEOUL },
    });
  });

  it("deletes versions and delete markers one by one, also when versioning is suspended", async () => {
    const version = (Status: string) =>
      aws("s3.put_bucket_versioning", { ...bucket, VersioningConfiguration: { Status } });
    await version("Enabled");
    for (const Body of ["1", "2"]) await aws("s3.put_object", { ...page, Body });
    await aws("s3.delete_object", page);
    await version("Suspended");
    const list = () =>
      aws(
        "s3.list_object_versions",
        bucket,
        "[DeleteMarkers || `[]`, Versions || `[]`][].{Key: Key, VersionId: VersionId}",
      ) as Promise<Input[]>;
    const [marker, newest, oldest] = await list();
    await aws("s3.delete_objects", { ...bucket, Delete: { Objects: [marker] } });
    assert.deepEqual(await list(), [newest, oldest]);
    await aws("s3.delete_objects", { ...bucket, Delete: { Objects: [newest, oldest] } });
    await aws("s3.delete_bucket", bucket);
    assert.deepEqual(await left(bucket.Bucket), []);
  });

  it("lets a bucket policy's principals and conditions decide who reads", async () => {
    await aws("s3.put_object", { ...page, Body: "hello" });
    const anonymous = async (...statements: object[]) => {
      const Statement = statements.map((one) => ({
        Action: "s3:*",
        Resource: `arn:aws:s3:::${bucket.Bucket}/*`,
        ...one,
      }));
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await aws("s3.put_bucket_policy", { ...bucket, Policy });
      return (await fetch(`${endpoint()}/${bucket.Bucket}/index.html`)).status;
    };
    const everyone = { Effect: "Allow", Principal: "*" };
    const withoutTls = { Bool: { "aws:SecureTransport": "false" } };
    const denied = { Effect: "Deny", Principal: "*", Condition: withoutTls };
    const cdn = { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" } };
    assert.equal(await anonymous(everyone, denied), 200);
    assert.equal(await anonymous(cdn, denied), 403);
    assert.equal(await anonymous(everyone, { Effect: "Deny", Principal: "*" }), 403);
  });

  describe("to a stranger", () => {
    const everyone = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
    const allow = async (...statements: object[]) => {
      const Resource = `arn:aws:s3:::${bucket.Bucket}/*`;
      const Statement = statements.map((each) => ({ ...each, Resource }));
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await aws("s3.put_bucket_policy", { ...bucket, Policy });
    };
    const status = async (options: RequestInit = {}) =>
      (await fetch(`${endpoint()}/${bucket.Bucket}/index.html`, options)).status;
    const block = (setting: string) =>
      aws("s3.put_public_access_block", {
        ...bucket,
        PublicAccessBlockConfiguration: { [setting]: true },
      });

    beforeEach(async () => {
      await aws("s3.put_object", { ...page, Body: "hello" });
    });

    it("shows the head of an object that the policy lets everyone get", async () => {
      assert.equal(await status({ method: "HEAD" }), 403);
      await allow(everyone);
      assert.equal(await status({ method: "HEAD" }), 200);
    });

    it("shows nothing by a policy while RestrictPublicBuckets is on", async () => {
      await allow(everyone);
      await block("BlockPublicAcls");
      assert.equal(await status(), 200);
      await block("RestrictPublicBuckets");
      assert.equal(await status(), 403);
    });

    it("shows nothing by an access control list while IgnorePublicAcls is on", async () => {
      await aws("s3.put_object_acl", { ...page, ACL: "public-read" });
      assert.equal(await status(), 200);
      await block("IgnorePublicAcls");
      assert.equal(await status(), 403);
    });

    it("says no where the policy wants TLS, when the request says that it came without", async () => {
      const Condition = { Bool: { "aws:SecureTransport": "false" } };
      await allow(everyone, { Effect: "Deny", Principal: "*", Action: "s3:*", Condition });
      const by = (scheme: string) => status({ headers: { "x-forwarded-proto": scheme } });
      assert.deepEqual([await by("https"), await by("http"), await status()], [200, 403, 200]);
    });
  });

  it("lets CloudFront in as the policy says, for the distribution that it names", async () => {
    await aws("s3.put_object", { ...page, Body: "hello" });
    const arn = "arn:aws:cloudfront::123456789012:distribution/E1";
    const Statement = {
      Effect: "Allow",
      Principal: { Service: "cloudfront.amazonaws.com" },
      Action: "s3:GetObject",
      Resource: `arn:aws:s3:::${bucket.Bucket}/*`,
      Condition: { StringEquals: { "AWS:SourceArn": arn } },
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await aws("s3.put_bucket_policy", { ...bucket, Policy });
    const blocked = { RestrictPublicBuckets: true, BlockPublicPolicy: true };
    await aws("s3.put_public_access_block", { ...bucket, PublicAccessBlockConfiguration: blocked });
    const token = "not-a-secret";
    const status = async (service: string, source: string, key = "index.html", by = token) => {
      const headers = {
        ...{ "x-class-service": service, "x-class-source-arn": source, "x-class-token": by },
      };
      return (await fetch(`${endpoint()}/${bucket.Bucket}/${key}`, { headers })).status;
    };
    const mine = (by: string) => status("cloudfront.amazonaws.com", arn, "index.html", by);
    assert.deepEqual([await mine(token), await mine("")], [403, 403]);
    await introduce(endpoint(), 9, token);
    assert.deepEqual([await mine(token), await mine("another"), await mine("")], [200, 403, 403]);
    assert.equal(await status("cloudfront.amazonaws.com", `${arn}2`), 403);
    assert.equal(await status("delivery.logs.amazonaws.com", arn), 403);
    assert.equal(await status("", arn), 403);
    assert.equal(await status("cloudfront.amazonaws.com", arn, "none.html"), 403);
  });

  it("hides from strangers what is not in a bucket, unless they may list it", async () => {
    const url = `${endpoint()}/${bucket.Bucket}/no.html`;
    const statuses = async () => [
      (await fetch(url)).status,
      (await fetch(url, { method: "HEAD" })).status,
    ];
    assert.deepEqual(await statuses(), [403, 403]);
    const Statement = {
      ...{ Effect: "Allow", Principal: "*", Action: "s3:ListBucket" },
      Resource: `arn:aws:s3:::${bucket.Bucket}`,
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await aws("s3.put_bucket_policy", { ...bucket, Policy });
    assert.deepEqual(await statuses(), [404, 404]);
    await assert.rejects(aws("s3.get_object", { ...bucket, Key: "no.html" }), /NoSuchKey/);
  });

  it("forgets all of it in a reset", () => forgets());
});
