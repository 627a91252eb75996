import { z } from "zod";
import type { S3 } from "@aws-sdk/client-s3";
import { s3Client } from "../../../aws/s3/client.ts";
import { contentType } from "../../../components/site/content-types.ts";
import { cacheControl } from "../../../components/site/site-files.ts";
import { outputsIn } from "../../pulumi/secrets/masked-outputs.ts";
import type { OpenStack } from "../../stack/open-stack.ts";

/** The site for a class's pages, from output `pages` of its stack. */
export interface Site {
  /** Address of the site. */
  readonly url: string;
  readonly bucketName: string;
}

const SITE = z.object({ url: z.string(), bucketName: z.string() });

/** The deployed site; undefined when the class's pages are not published. */
export function siteOf({ state }: Pick<OpenStack, "state">): Site | undefined {
  const { pages } = outputsIn(state);
  return pages === undefined ? undefined : SITE.parse(pages);
}

/** The files uploaded here; the program uploads the others. */
const PREFIX = "pages/";

/** The uploaded pages of a site, by path below `pages/`. */
export class PageBucket {
  readonly #s3: S3;
  readonly #bucket: string;

  private constructor(s3: S3, bucket: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
  }

  static async open({ aws }: Pick<OpenStack, "aws">, { bucketName }: Site): Promise<PageBucket> {
    return new PageBucket(await aws.client(s3Client), bucketName);
  }

  /** The paths of all uploaded files. */
  async paths(): Promise<string[]> {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await this.#s3.listObjectsV2({
        Bucket: this.#bucket,
        Prefix: PREFIX,
        ContinuationToken: token,
      });
      for (const { Key = "" } of page.Contents ?? []) found.push(Key.slice(PREFIX.length));
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return found;
  }

  /** Uploads a file; browsers and CloudFront cache it for a minute. */
  async put(path: string, content: string): Promise<void> {
    await this.#s3.putObject({
      ...this.#at(path),
      Body: content,
      ContentType: contentType(path),
      CacheControl: cacheControl(path),
    });
  }

  async remove(path: string): Promise<void> {
    await this.#s3.deleteObject(this.#at(path));
  }

  #at(path: string) {
    return { Bucket: this.#bucket, Key: `${PREFIX}${path}` };
  }
}

/** The address of an uploaded file. */
export const addressOf = ({ url }: Site, path: string): string => `${url}/${PREFIX}${path}`;
