import type { S3 } from "@aws-sdk/client-s3";
import { s3Client } from "../../../aws/s3/client.ts";
import { emptyBucket } from "../../../aws/s3/empty-bucket.ts";
import { sideBySide } from "../../../lib/side-by-side.ts";
import { all, type Finder, type Tags, tagsOf } from "../../../aws/contract/finder.ts";

export const buckets: Finder = {
  kind: "bucket",
  types: ["aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"],
  arns: ["s3:*"],
  global: true,
  async find({ client }) {
    const anywhere = await client(s3Client);
    const found = await all(anywhere.paginateListBuckets({}), ({ Buckets }) => Buckets);
    return sideBySide(found, 8, async ({ Name = "", BucketRegion, CreationDate }) => {
      const region = BucketRegion ?? (await regionOf(anywhere, Name));
      const s3 = await client(s3Client, region);
      return {
        id: Name,
        arn: `arn:aws:s3:::${Name}`,
        name: Name,
        tags: () => tagsFor(s3, Name),
        createdAt: CreationDate,
        region,
        async remove() {
          await emptyBucket(s3, Name);
          await s3.deleteBucket({ Bucket: Name });
        },
      };
    });
  },
};

/** In N. Virginia, where S3 began, it names no region. */
async function regionOf(s3: S3, Bucket: string): Promise<string> {
  const { LocationConstraint } = await s3.getBucketLocation({ Bucket });
  return LocationConstraint ?? "us-east-1";
}

async function tagsFor(s3: S3, Bucket: string): Promise<Tags> {
  try {
    return tagsOf((await s3.getBucketTagging({ Bucket })).TagSet);
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchTagSet") return {};
    throw error;
  }
}
