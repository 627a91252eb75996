import type { S3 } from "@aws-sdk/client-s3";
import { type Tags, tagsOf } from "../contract/finder.ts";
import type { Service } from "../contract/service.ts";
import { s3Client } from "./client.ts";
import { BUCKET } from "./types.ts";

/** The tags of a bucket, of which it may have none. */
export async function bucketTags(s3: S3, Bucket: string): Promise<Tags> {
  try {
    return tagsOf((await s3.getBucketTagging({ Bucket })).TagSet);
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchTagSet") return {};
    throw error;
  }
}

/** By resource type, for the resources of a stack. */
export const tagsNow: NonNullable<Service["tagsNow"]> = {
  [BUCKET]: async (aws, { id, outputs: { region } }) => {
    const s3 = await aws.client(s3Client, typeof region === "string" ? region : undefined);
    return bucketTags(s3, id);
  },
};
