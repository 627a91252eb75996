import type { ObjectLockRetention, S3 } from "@aws-sdk/client-s3";
import { pages } from "../contract/finder.ts";
import { type Lock, type Locked, regionIn, together } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { s3Client } from "./client.ts";
import { decoded } from "./empty.ts";
import { BUCKET } from "./types.ts";

/** A version of an object that is locked. */
interface HeldVersion {
  readonly version: { readonly Bucket: string; readonly Key: string; readonly VersionId?: string };
  readonly hold: boolean | undefined;
  readonly retention: ObjectLockRetention | undefined;
}

/**
 * Object Lock cannot be switched off, but locked objects can be released: legal holds, and retention in GOVERNANCE mode.
 * Nobody can release retention in COMPLIANCE mode before its date.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock.html
 */
const objectLock: Lock = {
  name: "Object Lock",
  async find(aws, bucket) {
    const s3 = await aws.client(s3Client, regionIn(bucket));
    if (!(await isEnabled(s3, bucket.id))) return undefined;
    const held = await lockedVersions(s3, bucket.id);
    if (held.length === 0) return undefined;
    const all = together(new Map(held.flatMap((version) => partsOf(s3, version))));
    return {
      async lift() {
        held.forEach(refuseCompliance);
        await all.lift();
      },
      restore: () => all.restore(),
    };
  },
};

/** What locks a version of an object: a legal hold, retention, or both. */
function partsOf(s3: S3, { version, hold, retention }: HeldVersion): [string, Locked][] {
  const setHold = (Status: "ON" | "OFF") =>
    s3.putObjectLegalHold({ ...version, LegalHold: { Status } });
  const parts: [string, Locked][] = [];
  if (hold)
    parts.push([
      `the legal hold of ${nameOf(version)}`,
      { lift: () => setHold("OFF"), restore: () => setHold("ON") },
    ]);
  if (retention)
    parts.push([
      `the retention of ${nameOf(version)}`,
      {
        lift: () =>
          s3.putObjectRetention({ ...version, Retention: {}, BypassGovernanceRetention: true }),
        restore: () => s3.putObjectRetention({ ...version, Retention: retention }),
      },
    ]);
  return parts;
}

const nameOf = ({ Key, VersionId }: HeldVersion["version"]): string =>
  VersionId === undefined ? Key : `${Key} (${VersionId})`;

function refuseCompliance({ version, retention }: HeldVersion): void {
  if (retention?.Mode === "COMPLIANCE")
    throw new Error(
      `${nameOf(version)} is retained in compliance mode: nobody can delete it before ${retention.RetainUntilDate?.toISOString() ?? "its date"}`,
    );
}

async function isEnabled(s3: S3, Bucket: string): Promise<boolean> {
  try {
    const { ObjectLockConfiguration } = await s3.getObjectLockConfiguration({ Bucket });
    return ObjectLockConfiguration?.ObjectLockEnabled === "Enabled";
  } catch (error) {
    if (error instanceof Error && error.name === "ObjectLockConfigurationNotFoundError")
      return false;
    throw error;
  }
}

async function lockedVersions(s3: S3, Bucket: string): Promise<readonly HeldVersion[]> {
  const versions = await pages(async (next) => {
    const [KeyMarker, VersionIdMarker] = next === undefined ? [] : (JSON.parse(next) as string[]);
    const from = next === undefined ? {} : { KeyMarker, VersionIdMarker };
    const page = await s3.listObjectVersions({ Bucket, EncodingType: "url", ...from });
    const { Versions = [], IsTruncated, NextKeyMarker = "", NextVersionIdMarker = "" } = page;
    const text = (key: string) => (page.EncodingType === "url" ? decoded(key) : key);
    return {
      items: Versions.map(({ Key = "", VersionId }) => ({ Key: text(Key), VersionId })),
      next: IsTruncated ? JSON.stringify([text(NextKeyMarker), NextVersionIdMarker]) : undefined,
    };
  });
  const locked: HeldVersion[] = [];
  for (const { Key, VersionId } of versions) {
    const version = { Bucket, Key, ...(VersionId !== undefined && { VersionId }) };
    const [hold, retention] = await Promise.all([
      unlessNone(async () => (await s3.getObjectLegalHold(version)).LegalHold?.Status === "ON"),
      unlessNone(async () => (await s3.getObjectRetention(version)).Retention),
    ]);
    const isRetained = (retention?.RetainUntilDate?.getTime() ?? 0) > Date.now();
    if (hold || isRetained)
      locked.push({ version, hold, retention: isRetained ? retention : undefined });
  }
  return locked;
}

async function unlessNone<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === "NoSuchObjectLockConfiguration") return undefined;
    throw error;
  }
}

export const locks: NonNullable<Service["locks"]> = { [BUCKET]: [objectLock] };
