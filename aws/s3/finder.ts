import type { S3 } from "@aws-sdk/client-s3";
import { DISTRIBUTION } from "../cloudfront/types.ts";
import { all, each, type Finder } from "../contract/finder.ts";
import { ENVIRONMENT } from "../elasticbeanstalk/types.ts";
import { LOAD_BALANCER } from "../elb/types.ts";
import { FLOW_LOG } from "../vpc/types.ts";
import { s3Client } from "./client.ts";
import { emptyBucket } from "./empty.ts";
import { bucketTags } from "./tags.ts";
import { BUCKET, BUCKET_V2 } from "./types.ts";

/** Resources that write to a bucket are deleted first. */
export const buckets: Finder = {
  kind: "bucket",
  types: [BUCKET, BUCKET_V2],
  named: true,
  arns: ["s3:*"],
  after: [ENVIRONMENT, LOAD_BALANCER, DISTRIBUTION, FLOW_LOG],
  global: true,
  async find({ client }) {
    const anywhere = await client(s3Client);
    const found = await all(anywhere.paginateListBuckets({}), ({ Buckets }) => Buckets);
    return each(
      found,
      ({ Name = "" }) => Name,
      async ({ Name = "", BucketRegion, CreationDate }) => {
        const region = BucketRegion ?? (await regionOf(anywhere, Name));
        const s3 = await client(s3Client, region);
        return {
          id: Name,
          arn: `arn:aws:s3:::${Name}`,
          name: Name,
          tags: () => bucketTags(s3, Name),
          createdAt: CreationDate,
          redated: true,
          region,
          async remove(check) {
            await emptyBucket(s3, Name, check);
            await s3.deleteBucket({ Bucket: Name });
          },
        };
      },
    );
  },
};

/** For N. Virginia, its first region, S3 returns no location. */
async function regionOf(s3: S3, Bucket: string): Promise<string> {
  const { LocationConstraint } = await s3.getBucketLocation({ Bucket });
  return LocationConstraint ?? "us-east-1";
}
