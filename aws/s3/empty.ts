import type { S3 } from "@aws-sdk/client-s3";
import { emptied } from "../contract/emptied.ts";
import type { Service } from "../contract/service.ts";
import { s3Client } from "./client.ts";
import { BUCKET } from "./types.ts";

/**
 * Deletes every object of a bucket, every older version, delete marker and incomplete upload: AWS deletes only empty buckets.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/empty-bucket.html
 *
 * @param check is called before each batch
 * @returns the number of items; 0 when the bucket no longer exists
 * @throws with the names of what stays: S3 refuses to delete it even on its own, or lists it again after its deletion
 */
export async function emptyBucket(s3: S3, bucket: string, check: Check): Promise<number> {
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

const deleteVersions = (s3: S3, Bucket: string, check: Check): Promise<number> =>
  emptied<Version>({
    service: "S3",
    nameOf: ({ Key, VersionId }) =>
      `${JSON.stringify(Key)}${VersionId === undefined ? "" : ` (version ${VersionId})`} of bucket ${Bucket}`,
    async page(from) {
      const page = await s3.listObjectVersions({ Bucket, EncodingType: "url", ...from });
      const keyOf = keysIn(page);
      const items = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(
        ({ Key, VersionId }) => ({
          Key: keyOf(Key),
          ...(VersionId !== undefined && { VersionId }),
        }),
      );
      const { NextKeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
      const next = { KeyMarker: keyOf(NextKeyMarker), VersionIdMarker };
      return { items, next: page.IsTruncated ? next : undefined };
    },
    check,
    batch: (versions) => deleteBatch(s3, Bucket, versions),
    single: (version) => s3.deleteObject({ Bucket, ...version }),
  });

const keysIn =
  ({ EncodingType }: { readonly EncodingType?: string | undefined }) =>
  (key = ""): string =>
    EncodingType === "url" ? decoded(key) : key;

/** Decodes S3's form encoding. */
export const decoded = (key: string): string => decodeURIComponent(key.replaceAll("+", " "));

/**
 * Whether a key can be sent to S3 in a batch request, which is XML: of the control characters, XML allows only three, and
 * reads a carriage return as a line feed. https://www.w3.org/TR/xml/#charsets
 */
const isXml = (key: string): boolean =>
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  !/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/.test(key) && key.isWellFormed();

/** @returns the keys that a batch cannot contain, or that it refuses: they may be deleted one by one */
async function deleteBatch(
  s3: S3,
  bucket: string,
  versions: readonly Version[],
): Promise<readonly Version[]> {
  const Objects = versions.filter(({ Key }) => isXml(Key));
  const others = versions.filter(({ Key }) => !isXml(Key));
  if (Objects.length === 0) return others;
  const { Errors = [] } = await s3.deleteObjects({
    Bucket: bucket,
    Delete: { Objects, Quiet: true },
  });
  const isRefused = ({ Key, VersionId }: Version) =>
    Errors.some((each) => each.Key === Key && (each.VersionId ?? VersionId) === VersionId);
  return [...Objects.filter(isRefused), ...others];
}

interface Upload {
  readonly Key: string;
  readonly UploadId: string;
}

const abortUploads = (s3: S3, Bucket: string, check: Check): Promise<number> =>
  emptied<Upload>({
    service: "S3",
    nameOf: ({ Key, UploadId }) =>
      `${JSON.stringify(Key)} (upload ${UploadId}) of bucket ${Bucket}`,
    async page(from) {
      const page = await s3.listMultipartUploads({ Bucket, EncodingType: "url", ...from });
      const keyOf = keysIn(page);
      const items = (page.Uploads ?? []).map(({ Key, UploadId = "" }) => ({
        Key: keyOf(Key),
        UploadId,
      }));
      const { NextKeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      const next = { KeyMarker: keyOf(NextKeyMarker), UploadIdMarker };
      return { items, next: page.IsTruncated ? next : undefined };
    },
    check,
    single: (upload) => s3.abortMultipartUpload({ Bucket, ...upload }),
  });

/** By resource type, for the resources of a stack. */
export const empty: NonNullable<Service["empty"]> = {
  [BUCKET]: async (aws, { id, outputs: { region } }, check) => {
    const s3 = await aws.client(s3Client, typeof region === "string" ? region : undefined);
    return emptyBucket(s3, id, check);
  },
};
