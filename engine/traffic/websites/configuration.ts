import type { GetBucketWebsiteCommandOutput, S3 } from "@aws-sdk/client-s3";
import { s3Client } from "../../../aws/s3/client.ts";
import { ShortCache } from "../cache.ts";
import type { Emulated } from "../emulated.ts";

export type Configuration = Pick<
  GetBucketWebsiteCommandOutput,
  "IndexDocument" | "ErrorDocument" | "RoutingRules" | "RedirectAllRequestsTo"
>;

/** A bucket with its website configuration. */
export interface WebsiteBucket {
  readonly region: string;
  /** Undefined when it is not a website. */
  readonly configuration: Configuration | undefined;
}

/** A bucket in us-east-1 has no location constraint. */
const FIRST_REGION = "us-east-1";

/** The website configurations of the emulated account's buckets. */
export class Configurations {
  readonly #emulated: Emulated;
  readonly #cache = new ShortCache<WebsiteBucket | undefined>();

  constructor(emulated: Emulated) {
    this.#emulated = emulated;
  }

  /** @returns undefined when the bucket does not exist */
  of(bucket: string): Promise<WebsiteBucket | undefined> {
    return this.#cache.get(bucket, () => this.#read(bucket));
  }

  async #read(Bucket: string): Promise<WebsiteBucket | undefined> {
    const s3 = await this.#emulated.aws.client(s3Client);
    const location = await unless("NoSuchBucket", s3.getBucketLocation({ Bucket }));
    if (location === undefined) return undefined;
    return {
      region: location.LocationConstraint ?? FIRST_REGION,
      configuration: await configurationOf(s3, Bucket),
    };
  }
}

const configurationOf = (s3: S3, Bucket: string): Promise<Configuration | undefined> =>
  unless("NoSuchWebsiteConfiguration", s3.getBucketWebsite({ Bucket }));

/** The result; undefined when AWS reports that it does not exist. */
async function unless<T>(code: string, answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if ((error as { name?: string }).name === code) return undefined;
    throw error;
  }
}
