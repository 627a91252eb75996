import type { S3 } from "@aws-sdk/client-s3";
import type { Service } from "../contract/service.ts";
import { s3Client } from "./client.ts";
import { BUCKET } from "./types.ts";

/**
 * Deletes every object of a bucket, every older version, delete marker and unfinished upload: AWS deletes empty
 * buckets only. https://docs.aws.amazon.com/AmazonS3/latest/userguide/empty-bucket.html
 *
 * @returns how many there were; 0 when there is no such bucket any more
 */
export async function emptyBucket(s3: S3, bucket: string): Promise<number> {
  try {
    return (await deleteVersions(s3, bucket)) + (await abortUploads(s3, bucket));
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucket") return 0;
    throw error;
  }
}

async function deleteVersions(s3: S3, bucket: string): Promise<number> {
  let count = 0;
  for (;;) {
    // Always the first page: what it held is gone when the next one is asked for.
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket: bucket });
    const objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({
      Key: Key ?? "",
      ...(VersionId !== undefined && { VersionId }),
    }));
    if (objects.length === 0) return count;
    const { Errors = [] } = await s3.deleteObjects({
      Bucket: bucket,
      Delete: { Objects: objects, Quiet: true },
    });
    const [error] = Errors;
    if (error)
      throw new Error(
        `${Errors.length} objects of bucket ${bucket} were not deleted: ${error.Key ?? ""}: ${error.Message ?? error.Code ?? ""}`,
      );
    count += objects.length;
  }
}

async function abortUploads(s3: S3, bucket: string): Promise<number> {
  const { Uploads = [] } = await s3.listMultipartUploads({ Bucket: bucket });
  for (const { Key, UploadId } of Uploads)
    await s3.abortMultipartUpload({ Bucket: bucket, Key, UploadId });
  return Uploads.length;
}

/** By type, for what a stack holds. */
export const empty: NonNullable<Service["empty"]> = {
  [BUCKET]: async (aws, { id, outputs: { region } }) =>
    emptyBucket(await aws.client(s3Client, typeof region === "string" ? region : undefined), id),
};
