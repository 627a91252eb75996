import type { S3 } from "@aws-sdk/client-s3";
import { all } from "../../aws/contract/finder.ts";
import { isAbsence, isDependency } from "../../aws/errors.ts";

/** An object as it was read. */
export interface BucketObject {
  readonly content: string;
  readonly version: string | undefined;
}

/** The state of an object that a request requires: that there is none, or that it is still this version. */
export type Condition = { readonly IfNoneMatch: "*" } | { readonly IfMatch: string | undefined };

/** The condition that an object is still as it was read. */
export const unchanged = (before: BucketObject | undefined): Condition =>
  before === undefined ? { IfNoneMatch: "*" } : { IfMatch: before.version };

/** What has become of a conditional request. Products that call themselves compatible with S3 may not know conditions. */
export type Answer = "done" | "condition not met" | "condition unknown";

/** Objects of a bucket, with AWS's conditional requests. */
export class BucketObjects {
  readonly bucket: string;
  readonly #s3: S3;
  readonly #cliOptions: readonly string[];

  /** @param cliOptions with which the AWS CLI reaches the bucket @default none: as it is set up */
  constructor(s3: S3, bucket: string, cliOptions: readonly string[] = []) {
    this.#s3 = s3;
    this.bucket = bucket;
    this.#cliOptions = cliOptions;
  }

  /** The AWS CLI's command that deletes an object. */
  removal(key: string): string {
    const options = this.#cliOptions.map((option) => ` ${option}`).join("");
    return `aws s3 rm s3://${this.bucket}/${key}${options}`;
  }

  keys(Prefix: string): Promise<string[]> {
    const pages = this.#s3.paginateListObjectsV2({ Bucket: this.bucket, Prefix });
    return all(pages, ({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
  }

  /** @returns undefined when there is none */
  async read(key: string): Promise<BucketObject | undefined> {
    try {
      const { Body, ETag: version } = await this.#s3.getObject(this.#at(key));
      return { content: (await Body?.transformToString()) ?? "", version };
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  async write(key: string, Body: string): Promise<void> {
    await this.#s3.putObject({ ...this.#at(key), Body });
  }

  writeIf(condition: Condition, key: string, Body: string): Promise<Answer> {
    return answered(this.#s3.putObject({ ...this.#at(key), Body, ...condition }));
  }

  /** Deletes an object; it may be gone already. */
  async remove(key: string): Promise<void> {
    await this.#s3.deleteObject(this.#at(key));
  }

  removeIf({ version: IfMatch }: BucketObject, key: string): Promise<Answer> {
    return answered(this.#s3.deleteObject({ ...this.#at(key), IfMatch }));
  }

  #at(Key: string) {
    return { Bucket: this.bucket, Key };
  }
}

async function answered(request: Promise<unknown>): Promise<Answer> {
  try {
    await request;
    return "done";
  } catch (error) {
    const { name, $metadata } = error as ServiceError;
    if (name === "NotImplemented" || $metadata?.httpStatusCode === 501) return "condition unknown";
    if (isDependency(error) || name === "NoSuchKey") return "condition not met";
    throw error;
  }
}

interface ServiceError {
  readonly name?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}
