import { s3Client } from "../../../aws/s3/client.ts";
import type { WebRequest } from "../../../aws/web-request.ts";
import { localWeb, REGION } from "./local-web.ts";
import { settled } from "./settled.ts";

export { REGION };

const WEBSITE = { IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "error.html" } };

/** An emulated AWS with its traffic, in each `it` a new bucket that is a website, and who visits it. Call it inside `describe`. */
export function visitor() {
  const { aws, unique, visit } = localWeb();
  let bucket: string;

  beforeEach(() => named(unique("site")));

  const s3 = () => aws().client(s3Client);

  /** Makes a bucket of this name the one that is visited. */
  async function named(name: string): Promise<void> {
    bucket = name;
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await (await s3()).createBucket({ Bucket: bucket, CreateBucketConfiguration });
    await website(WEBSITE);
  }

  async function website(WebsiteConfiguration: object): Promise<void> {
    await (await s3()).putBucketWebsite({ Bucket: bucket, WebsiteConfiguration });
  }

  /** Waits until what was read a moment ago is read again. */
  const settles = () => settled();

  /** Visits the bucket's website. */
  const at = (path: string, request?: WebRequest) =>
    visit(`http://${bucket}.s3-website.${REGION}.amazonaws.com${path}`, request);

  return {
    ...{ aws, s3, bucket: () => bucket, named, settles, visit, at },
    put: async (Key: string, Body: string, stored = {}) => {
      const object = { Bucket: bucket, Key, Body, ContentType: "text/html", ...stored };
      await (await s3()).putObject(object);
    },
    /** Lets everybody get the bucket's objects, but for what further statements say of them. */
    allow: async (...further: object[]) => {
      const Resource = `arn:aws:s3:::${bucket}/*`;
      const everybody = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
      const Statement = [everybody, ...further].map((each) => ({ ...each, Resource }));
      const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
      await (await s3()).putBucketPolicy({ Bucket: bucket, Policy });
    },
    /** Changes the website, which may have been visited a moment ago. */
    becomes: async (configuration: object) => {
      await website(configuration);
      await settles();
    },
    says: async (path: string) => {
      const { status, body } = await at(path);
      return [status, body];
    },
  };
}
