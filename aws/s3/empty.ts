import type { S3 } from "@aws-sdk/client-s3";
import type { Service } from "../contract/service.ts";
import { s3Client } from "./client.ts";
import { BUCKET } from "./types.ts";

/**
 * Deletes every object of a bucket, every older version, delete marker and unfinished upload: AWS deletes empty
 * buckets only. https://docs.aws.amazon.com/AmazonS3/latest/userguide/empty-bucket.html
 *
 * @param check is asked before each batch @default nothing
 * @returns how many there were; 0 when there is no such bucket any more
 * @throws when S3 says that something was deleted, and shows it again
 */
export async function emptyBucket(
  s3: S3,
  bucket: string,
  check: Check = () => Promise.resolve(),
): Promise<number> {
  try {
    return (await deleteVersions(s3, bucket, check)) + (await abortUploads(s3, bucket, check));
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchBucket") return 0;
    throw error;
  }
}

type Check = () => Promise<void>;

interface Version {
  readonly Key: string;
  readonly VersionId?: string;
}

async function deleteVersions(s3: S3, bucket: string, check: Check): Promise<number> {
  const deleted = new Set<string>();
  for (;;) {
    // Always the first page: what it held is gone when the next one is asked for.
    const {
      Versions = [],
      DeleteMarkers = [],
      EncodingType,
    } = await s3.listObjectVersions({ Bucket: bucket, EncodingType: "url" });
    const versions = [...Versions, ...DeleteMarkers].map(({ Key = "", VersionId }) => ({
      Key: EncodingType === "url" ? decoded(Key) : Key,
      ...(VersionId !== undefined && { VersionId }),
    }));
    if (versions.length === 0) return deleted.size;
    await check();
    for (const version of versions) believeOnce(deleted, bucket, version);
    await deleteBatch(
      s3,
      bucket,
      versions.filter(({ Key }) => isXml(Key)),
    );
    for (const version of versions.filter(({ Key }) => !isXml(Key)))
      await s3.deleteObject({ Bucket: bucket, ...version });
  }
}

/** S3 encodes as forms do. */
export const decoded = (key: string): string => decodeURIComponent(key.replaceAll("+", " "));

/**
 * Whether a key reaches S3 in a batch, which is XML: of the control characters, XML has but three, and reads a carriage
 * return as a line feed. https://www.w3.org/TR/xml/#charsets
 */
const isXml = (key: string): boolean =>
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(key) && key.isWellFormed();

/** @throws when it was deleted before: a loop over it would not end */
function believeOnce(deleted: Set<string>, bucket: string, { Key, VersionId }: Version): void {
  const name = JSON.stringify([Key, VersionId]);
  if (deleted.has(name))
    throw new Error(
      `S3 said that ${JSON.stringify(Key)} of bucket ${bucket} was deleted, and shows it again`,
    );
  deleted.add(name);
}

async function deleteBatch(s3: S3, bucket: string, versions: readonly Version[]): Promise<void> {
  if (versions.length === 0) return;
  const Delete = { Objects: [...versions], Quiet: true };
  const { Errors = [] } = await s3.deleteObjects({ Bucket: bucket, Delete });
  // What a batch refuses may do by itself; what is refused then, too, says why.
  for (const { Key = "", VersionId } of Errors)
    await s3.deleteObject({ Bucket: bucket, Key, ...(VersionId !== undefined && { VersionId }) });
}

async function abortUploads(s3: S3, bucket: string, check: Check): Promise<number> {
  const aborted = new Set<string>();
  for (;;) {
    const page = await s3.listMultipartUploads({ Bucket: bucket, EncodingType: "url" });
    const uploads = page.Uploads ?? [];
    if (uploads.length === 0) return aborted.size;
    await check();
    for (const { Key = "", UploadId = "" } of uploads) {
      const key = page.EncodingType === "url" ? decoded(Key) : Key;
      believeOnce(aborted, bucket, { Key: key, VersionId: UploadId });
      await s3.abortMultipartUpload({ Bucket: bucket, Key: key, UploadId });
    }
  }
}

/** By type, for what a stack holds. */
export const empty: NonNullable<Service["empty"]> = {
  [BUCKET]: async (aws, { id, outputs: { region } }, check) => {
    const s3 = await aws.client(s3Client, typeof region === "string" ? region : undefined);
    return emptyBucket(s3, id, check);
  },
};
