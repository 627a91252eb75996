import type { Aws } from "../../../aws/clients.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import { BUCKET_OBJECT as OBJECT } from "../../../aws/s3/types.ts";
import type { Subject } from "../../contract/check.ts";
import type { DeployedLab } from "../../contract/deployed-lab.ts";
import { expect } from "../../contract/outcome.ts";
import { recorded } from "../values.ts";
import { visit } from "../web/visit.ts";

/**
 * An object's URL for a browser, in path style, because a bucket's name may contain dots. It points to the emulator itself
 * when AWS's host names do not answer.
 */
export function objectUrl({ endpoint, web, region }: Aws, bucket: string, key: string): string {
  const path = [bucket, ...key.split("/")].map(encodeURIComponent).join("/");
  const host = web === undefined ? endpoint : undefined;
  return `${host ?? `https://s3.${region}.amazonaws.com`}/${path}`;
}

/** A lab with a bucket (output `bucketName`). */
type Owner = Pick<Subject, "lab" | "aws">;

/** @throws Failure unless a browser gets `status` for an object of the lab's bucket */
export async function expectObject(
  { lab, aws }: Owner,
  { key, status }: { readonly key: string; readonly status: 200 | 403 },
): Promise<string> {
  const { status: seen } = await visit({ aws }, objectUrl(aws, lab.text("bucketName"), key));
  expect(seen === status, `a browser gets ${seen} for ${key}, not ${status}`);
  return `${status} for ${key}`;
}

/** The text of an object, read with the permissions of the person who runs the check. */
export async function textOf({ lab, aws }: Owner, key: string): Promise<string> {
  const s3 = await aws.client(s3Client);
  const { Body } = await s3.getObject({ Bucket: lab.text("bucketName"), Key: key });
  return (await Body?.transformToString()) ?? "";
}

/** The keys of the files that a lab uploaded. */
export const uploadedKeys = (lab: DeployedLab): string[] =>
  lab.all(OBJECT).map((object) => recorded(object, "key"));

/** The bucket's versioning: `Enabled`, `Suspended`, or `off` when it was never enabled. */
export async function versioningOf({ lab, aws }: Owner): Promise<string> {
  const s3 = await aws.client(s3Client);
  return (await s3.getBucketVersioning({ Bucket: lab.text("bucketName") })).Status ?? "off";
}

/** Removes the bucket policy: what it allowed is denied again. */
export async function removePolicy({ lab, aws }: Owner): Promise<void> {
  const s3 = await aws.client(s3Client);
  await s3.deleteBucketPolicy({ Bucket: lab.text("bucketName") });
}
