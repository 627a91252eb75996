import type { Client } from "../aws-clients.ts";
import { ExplainedError } from "../explained-error.ts";

/** Objects of a bucket that S3 will not delete. */
export class BucketNotEmptiedError extends ExplainedError {}

/**
 * Deletes everything in a bucket for good: objects, their old versions, and the markers that stand for deleted ones
 * and let a bucket look empty which cannot be deleted.
 *
 * @throws BucketNotEmptiedError when S3 refuses some, e.g. locked ones
 */
export async function emptyBucket(s3: Client<"s3">, Bucket: string): Promise<void> {
  for (;;) {
    const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket });
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({
      Key,
      VersionId,
    }));
    if (Objects.length === 0) return;
    const { Errors = [] } = await s3.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } });
    const [first] = Errors;
    if (!first) continue;
    const { Key = "", Code = "", Message = "" } = first;
    throw new BucketNotEmptiedError(
      `${Errors.length} objects of bucket ${Bucket} stay, e.g. ${Key}: ${Code} ${Message}`,
    );
  }
}
