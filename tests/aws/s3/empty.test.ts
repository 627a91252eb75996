import assert from "node:assert/strict";
import type { S3 } from "@aws-sdk/client-s3";
import { emptyBucket } from "../../../aws/s3/empty.ts";

/** Nothing stands against it. */
const may = () => Promise.resolve();

const failure = (name: string) => Object.assign(new Error(name), { name });

/** A bucket with these keys, each of which may refuse; it lists three at a time, URL-encoded. */
class Versions {
  readonly batches: string[][] = [];
  readonly single: string[] = [];
  readonly aborted: string[] = [];
  left: string[];
  uploads: string[];
  /** Keys that a batch answers with an error, and that stay though S3 says they went. */
  refused: readonly string[] = [];
  sticky: readonly string[] = [];
  /** Keys that are refused singly, too. */
  locked: readonly string[] = [];
  encoded = true;

  constructor(left: readonly string[], uploads: readonly string[] = []) {
    this.left = [...left];
    this.uploads = [...uploads];
  }

  get s3(): S3 {
    const encoded = (key: string) =>
      this.encoded ? encodeURIComponent(key).replaceAll("%20", "+") : key;
    const gone = (key: string) => {
      if (!this.sticky.includes(key)) this.left = this.left.filter((each) => each !== key);
    };
    const EncodingType = this.encoded ? "url" : undefined;
    const fake = {
      listObjectVersions: ({ KeyMarker, VersionIdMarker, ...asked }: Marker) => {
        assert.deepEqual(asked, { Bucket: "b", EncodingType: "url" });
        assert.equal(VersionIdMarker, KeyMarker === undefined ? undefined : "1");
        const rest = this.left.slice(
          KeyMarker === undefined ? 0 : this.left.indexOf(KeyMarker) + 1,
        );
        const listed = rest.slice(0, 3).map((key) => ({ Key: encoded(key), VersionId: "1" }));
        const [marker, ...Versions] = listed;
        const next = rest.length > 3 && {
          IsTruncated: true,
          NextKeyMarker: encoded(rest[2] ?? ""),
          NextVersionIdMarker: "1",
        };
        return Promise.resolve({
          Versions,
          DeleteMarkers: marker && [marker],
          EncodingType,
          ...next,
        });
      },
      deleteObjects: ({ Delete }: { Delete: { Objects: { Key: string }[] } }) => {
        const keys = Delete.Objects.map(({ Key }) => Key);
        this.batches.push(keys);
        const isRefused = (key: string) => [...this.refused, ...this.locked].includes(key);
        for (const key of keys) if (!isRefused(key)) gone(key);
        const Errors = keys.filter(isRefused);
        return Promise.resolve({ Errors: Errors.map((Key) => ({ Key, VersionId: "1" })) });
      },
      deleteObject: ({ Key, VersionId }: { Key: string; VersionId: string }) => {
        assert.equal(VersionId, "1");
        this.single.push(Key);
        if (this.locked.includes(Key)) return Promise.reject(failure("AccessDenied"));
        gone(Key);
        return Promise.resolve({});
      },
      listMultipartUploads: (asked: object) => {
        assert.deepEqual(asked, { Bucket: "b", EncodingType: "url" });
        const Uploads = this.uploads
          .slice(0, 1)
          .map((Key) => ({ Key: encoded(Key), UploadId: "u" }));
        return Promise.resolve(Uploads.length > 0 ? { Uploads, EncodingType } : {});
      },
      abortMultipartUpload: ({ Key, UploadId }: { Key: string; UploadId: string }) => {
        assert.equal(UploadId, "u");
        this.aborted.push(Key);
        if (!this.sticky.includes(Key)) this.uploads = this.uploads.filter((each) => each !== Key);
        return Promise.resolve({});
      },
    };
    return fake as unknown as S3;
  }
}

interface Marker {
  readonly KeyMarker?: string;
  readonly VersionIdMarker?: string;
}

describe("emptying a bucket", () => {
  it("deletes every version and marker, page by page, and aborts every upload", async () => {
    const bucket = new Versions(["a", "b", "c", "d"], ["up 1", "up 2"]);
    assert.equal(await emptyBucket(bucket.s3, "b", may), 6);
    assert.deepEqual([bucket.left, bucket.uploads], [[], []]);
    assert.deepEqual(
      bucket.batches.map((batch) => batch.sort()),
      [["a", "b", "c"], ["d"]],
    );
    assert.deepEqual(bucket.aborted, ["up 1", "up 2"]);
    assert.deepEqual(bucket.single, []);
  });

  it("deletes one by one what a batch cannot carry: bells, carriage returns, halves of pairs", async () => {
    const odd = ["homework/bell\u0007.txt", "line\r.txt", "tab\t", "del\u007f", "end\uffff"];
    const bucket = new Versions([...odd, "과제 1+2%.txt"]);
    assert.equal(await emptyBucket(bucket.s3, "b", may), 6);
    assert.deepEqual(bucket.single.sort(), [...odd].sort());
    assert.deepEqual(bucket.batches, [["과제 1+2%.txt"]]);
  });

  it("deletes one by one what a batch refuses", async () => {
    const bucket = new Versions(["a", "b"]);
    bucket.refused = ["b"];
    assert.equal(await emptyBucket(bucket.s3, "b", may), 2);
    assert.deepEqual(bucket.single, ["b"]);
  });

  it("goes on with what else there is where a key is refused singly, too, and names it at the end", async () => {
    const bucket = new Versions(["a 1", "b 2", "c 3", "d", "bell\u0007", "e", "f"]);
    bucket.locked = ["a 1", "b 2", "c 3", "bell\u0007"];
    await assert.rejects(emptyBucket(bucket.s3, "b", may), {
      message:
        '4 could not be deleted: "b 2" (version 1) of bucket b (AccessDenied: AccessDenied), ' +
        '"c 3" (version 1) of bucket b (AccessDenied: AccessDenied), ' +
        '"a 1" (version 1) of bucket b (AccessDenied: AccessDenied), ' +
        '"bell\\u0007" (version 1) of bucket b (AccessDenied: AccessDenied)',
    });
    assert.deepEqual(bucket.left, bucket.locked);
    assert.deepEqual(bucket.single.toSorted(), bucket.locked.toSorted());
  });

  it("deletes singly what a batch holds that is refused as a whole", async () => {
    const bucket = new Versions(["a", "b"]);
    const { s3 } = bucket;
    s3.deleteObjects = () => Promise.reject(failure("MalformedXML"));
    assert.equal(await emptyBucket(s3, "b", may), 2);
    assert.deepEqual(bucket.single.toSorted(), ["a", "b"]);
  });

  it("takes keys as they are, where the answer does not say that they are encoded", async () => {
    const bucket = new Versions(["a+b%20c"], ["d+e"]);
    bucket.encoded = false;
    assert.equal(await emptyBucket(bucket.s3, "b", may), 2);
    assert.deepEqual([bucket.batches, bucket.aborted], [[["a+b%20c"]], ["d+e"]]);
  });

  it("believes once that something is deleted, and then ends", async () => {
    const bucket = new Versions(["a", "b"]);
    bucket.sticky = ["a"];
    await assert.rejects(
      emptyBucket(bucket.s3, "b", may),
      /"a" \(version 1\) of bucket b \(S3 reported it as deleted, and lists it again\)/,
    );
    assert.equal(bucket.batches.length, 1);
    const uploading = new Versions([], ["u"]);
    uploading.sticky = ["u"];
    await assert.rejects(emptyBucket(uploading.s3, "b", may), /"u" \(upload u\) of bucket b/);
  });

  it("has nothing to do in an empty bucket, or one that is gone", async () => {
    assert.equal(await emptyBucket(new Versions([]).s3, "b", may), 0);
    const gone = { listObjectVersions: () => Promise.reject(failure("NoSuchBucket")) };
    assert.equal(await emptyBucket(gone as unknown as S3, "b", may), 0);
    const denied = { listObjectVersions: () => Promise.reject(failure("AccessDenied")) };
    await assert.rejects(emptyBucket(denied as unknown as S3, "b", may), /AccessDenied/);
  });
});
