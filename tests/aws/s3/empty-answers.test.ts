import assert from "node:assert/strict";
import type { S3 } from "@aws-sdk/client-s3";
import { empty, emptyBucket } from "../../../aws/s3/empty.ts";
import { BUCKET } from "../../../aws/s3/types.ts";
import { awsError } from "../../support/fakes/fake-account.ts";
import { type Answer, fakeAws } from "../../support/fakes/fake-aws.ts";
import { resourceOf } from "../../support/subjects.ts";

/** Answers each call of a method with the next answer, the last one for ever. */
const inTurn = (...answers: readonly object[]): Answer => {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)];
};

/** Empties a bucket that answers so. @returns what was asked, by method */
async function emptied(answers: Readonly<Record<string, Answer>>, check = () => Promise.resolve()) {
  const asked: (readonly [string, object])[] = [];
  const s3: unknown = new Proxy(
    {},
    {
      get: (_, method: string) => (input: Record<string, unknown>) => {
        asked.push([method, input]);
        return Promise.resolve().then(() => answers[method]?.(input, "") ?? {});
      },
    },
  );
  const count = await emptyBucket(s3 as S3, "b", check).catch((error: unknown) => error);
  const of = (name: string) => asked.flatMap(([method, input]) => (method === name ? [input] : []));
  return { count, of };
}

describe("a bucket that answers oddly", () => {
  it("has markers and versions, of which some have no version id", async () => {
    const { count, of } = await emptied({
      listObjectVersions: inTurn(
        { Versions: [{ Key: "a" }], DeleteMarkers: [{ Key: "a", VersionId: "2" }] },
        {},
      ),
    });
    assert.equal(count, 2);
    const Objects = [{ Key: "a" }, { Key: "a", VersionId: "2" }];
    assert.deepEqual(of("deleteObjects"), [{ Bucket: "b", Delete: { Objects, Quiet: true } }]);
  });

  it("refuses one version of a key in a batch, and is asked again for that one", async () => {
    const refused = (error: object) =>
      emptied({
        listObjectVersions: inTurn(
          {
            Versions: [
              { Key: "a", VersionId: "1" },
              { Key: "a", VersionId: "2" },
              { Key: "b", VersionId: "1" },
            ],
          },
          {},
        ),
        deleteObjects: () => ({ Errors: [error] }),
      });
    const one = await refused({ Key: "a", VersionId: "2" });
    assert.deepEqual(one.of("deleteObject"), [{ Bucket: "b", Key: "a", VersionId: "2" }]);
    const unsaid = await refused({ Key: "a" });
    assert.deepEqual(
      unsaid.of("deleteObject").map((each) => (each as { VersionId: string }).VersionId),
      ["1", "2"],
    );
  });

  it("names what stays, by its version when it has one", async () => {
    const { count } = await emptied({
      listObjectVersions: () => ({ Versions: [{ Key: "a" }, { Key: 'q"', VersionId: "7" }] }),
      deleteObjects: () => {
        throw awsError("AccessDenied");
      },
      deleteObject: () => {
        throw awsError("AccessDenied");
      },
    });
    assert.match(
      String(count),
      /2 could not be deleted: "a" of bucket b \(AccessDenied.*\), "q\\"" \(version 7\) of bucket b \(/,
    );
  });

  it("has a key that is no text, which goes alone; a batch of none is not asked for", async () => {
    const { of } = await emptied({
      listObjectVersions: inTurn({ Versions: [{ Key: "half\ud800" }] }, {}),
    });
    assert.deepEqual(of("deleteObjects"), []);
    assert.deepEqual(of("deleteObject"), [{ Bucket: "b", Key: "half\ud800" }]);
  });

  it("has a second page of versions, and of uploads, which begins where the first says", async () => {
    const stuck = () => {
      throw awsError("AccessDenied");
    };
    const { of } = await emptied({
      listObjectVersions: ({ KeyMarker }) =>
        KeyMarker === undefined
          ? {
              ...{ Versions: [{ Key: "a" }], IsTruncated: true, EncodingType: "url" },
              ...{ NextKeyMarker: "a+b", NextVersionIdMarker: "1" },
            }
          : {},
      ...{ deleteObjects: stuck, deleteObject: stuck },
    });
    const first = { Bucket: "b", EncodingType: "url" };
    const next = { ...first, KeyMarker: "a b", VersionIdMarker: "1" };
    assert.deepEqual(of("listObjectVersions"), [first, first, next]);
    const uploads = await emptied({
      listMultipartUploads: ({ KeyMarker }) =>
        KeyMarker === undefined
          ? {
              ...{ Uploads: [{ Key: "a+b" }], IsTruncated: true, EncodingType: "url" },
              ...{ NextKeyMarker: "a+b", NextUploadIdMarker: "u" },
            }
          : {},
      abortMultipartUpload: stuck,
    });
    assert.deepEqual(uploads.of("abortMultipartUpload"), [
      { Bucket: "b", Key: "a b", UploadId: "" },
    ]);
    const other = { ...first, KeyMarker: "a b", UploadIdMarker: "u" };
    assert.deepEqual(uploads.of("listMultipartUploads"), [first, first, other]);
    assert.match(String(uploads.count), /"a b" \(upload \) of bucket b/);
  });

  it("counts what it had, and asks before versions and before uploads", async () => {
    let checks = 0;
    const check = () => {
      checks += 1;
      return Promise.resolve();
    };
    const { count } = await emptied(
      {
        listObjectVersions: inTurn({ Versions: [{ Key: "a" }] }, {}),
        listMultipartUploads: inTurn({ Uploads: [{ Key: "u", UploadId: "1" }] }, {}),
      },
      check,
    );
    assert.deepEqual([count, checks], [2, 2]);
  });

  it("is asked where it is: in its own region, else in the class's", async () => {
    for (const [outputs, expected] of [
      [{ region: "us-east-2" }, "us-east-2"],
      [{ region: 2 }, "ap-northeast-2"],
    ] as const) {
      const regions: unknown[] = [];
      const aws = fakeAws({
        listObjectVersions: ({ Bucket }, region) => void regions.push([Bucket, region]),
      });
      await empty[BUCKET]?.(aws, resourceOf("lab", BUCKET, "site", outputs), () =>
        Promise.resolve(),
      );
      assert.deepEqual(regions, [["site-id", expected]]);
    }
  });
});
