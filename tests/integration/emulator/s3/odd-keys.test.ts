import assert from "node:assert/strict";
import { s3Client } from "../../../../aws/s3/client.ts";
import { emptyBucket } from "../../../../aws/s3/empty.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";
import { awsAt } from "../../../support/subjects.ts";

/** Keys that students choose, and programs make. The emulator has no keys with a line feed. */
const KEYS = [
  ...["/lead", "//", "a//b", "..", ".", "../up", "a/../b", "./\u0007", "../\u0007x", "/\u0007"],
  ...["k".repeat(1024), "\u0007" + "k".repeat(1023), " ", "  x  ", "folder/", "cr\r", "cr\r/x"],
  ...["tab\t", "\u0000", "\u0001a+b", "a%2Bb\u0001", "a#b\u0001?c", "\u007f", "\u0085", "\ufffe"],
  ...["e\u0301", "🎉\u0007", "%2F", "a+b", "a%20b", "a?b", "&amp;", "<x>", "]]>", "'\"", "\ud7ff"],
];

describe("a bucket with odd keys", () => {
  const { endpoint } = emulatedAws();

  for (const versioned of [false, true])
    it(`is emptied, ${versioned ? "with every version and delete marker" : "to the last key"}`, async () => {
      const s3 = await awsAt(endpoint()).client(s3Client);
      const Bucket = versioned ? "versions" : "keys";
      const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" } as const;
      await s3.createBucket({ Bucket, CreateBucketConfiguration });
      if (versioned)
        await s3.putBucketVersioning({
          Bucket,
          VersioningConfiguration: { Status: "Enabled" },
        });
      for (const Key of KEYS) {
        await s3.putObject({ Bucket, Key, Body: "x" });
        if (versioned) await s3.deleteObject({ Bucket, Key });
        await s3.createMultipartUpload({ Bucket, Key });
      }
      const each = versioned ? 3 : 2;
      assert.equal(await emptyBucket(s3, Bucket, () => Promise.resolve()), each * KEYS.length);
      await s3.deleteBucket({ Bucket });
    });
});
