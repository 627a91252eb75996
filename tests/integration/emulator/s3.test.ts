import assert from "node:assert/strict";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

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
