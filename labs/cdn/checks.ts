import { z } from "zod";
import { cloudFrontClient } from "../../aws/cloudfront/client.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { expectObject, uploadedKeys } from "../kit/site/buckets.ts";
import { expect, Failure, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectFile, expectPage, expectRedirect } from "../kit/site/pages.ts";
import { ERROR, INDEX } from "../kit/site/site-checks.ts";
import { expectValues } from "../kit/values.ts";

/** What AWS's SecurityHeadersPolicy adds to every answer. */
const SECURITY_HEADERS = [
  "strict-transport-security",
  "x-content-type-options",
  "x-frame-options",
  "referrer-policy",
];

const SETTINGS = "the distribution serves / from index.html, by HTTPS, and compressed";

export const proof: Proof = {
  checks: [
    {
      name: "the bucket itself is closed to browsers",
      hint: "take what opens the bucket out of its policy, set Block Public Access, or npm run class -- solve",
      run: (subject) => expectObject(subject, { key: INDEX, status: 403 }),
    },
    {
      name: SETTINGS,
      hint: "compare the distribution's General and Behaviors with what was seen, or npm run class -- solve; a change takes minutes to reach the edges",
      async run(subject) {
        const { Status, Config } = await distribution(subject);
        const behavior = Config.DefaultCacheBehavior;
        const seen = {
          "default root object": Config.DefaultRootObject,
          "viewer protocol policy": behavior?.ViewerProtocolPolicy,
          compression: behavior?.Compress,
          "price class": Config.PriceClass,
          enabled: Config.Enabled,
        };
        expectValues(seen, {
          "default root object": INDEX,
          "viewer protocol policy": "redirect-to-https",
          compression: true,
          "price class": subject.lab.settings.priceClass,
          enabled: true,
        });
        expect(Status === "Deployed", `the edges are being told: ${Status ?? ""}`);
        return "deployed to the edges";
      },
    },
    {
      name: "the bucket lets this distribution read, by origin access control, and nobody else",
      hint: "copy the policy that the distribution's Origins page offers into the bucket, or npm run class -- solve",
      async run(subject) {
        const { lab, aws } = subject;
        const { ARN, Config } = await distribution(subject);
        const access = lab.one("aws:cloudfront/originAccessControl:OriginAccessControl").id;
        const origins = Config.Origins?.Items ?? [];
        const signed = origins.every(
          ({ OriginAccessControlId }) => OriginAccessControlId === access,
        );
        expect(signed && origins.length > 0, "the origin asks without the lab's access control");
        const s3 = await aws.client(s3Client);
        const { Policy = '{"Statement":[]}' } = await s3.getBucketPolicy({
          Bucket: lab.text("bucketName"),
        });
        const readers = readersIn(Policy);
        expect(readers.length === 1 && readers[0] === ARN, `may read: ${readers.join(", ")}`);
        return "signed requests of this distribution only";
      },
    },
    {
      name: "CloudFront serves every file as it is in the bucket",
      hint: "an old file is still in the caches: aws cloudfront create-invalidation for its path; all 403: the bucket's policy",
      async run(subject) {
        needsTraffic(subject);
        const url = subject.lab.text("url");
        const keys = uploadedKeys(subject.lab);
        for (const key of keys)
          await expectFile(subject, `${url}/${encodeURI(key)}`, { key, status: 200 });
        const title = await expectFile(subject, `${url}/`, { key: INDEX, status: 200 });
        return `${keys.length} files, / is "${title}"`;
      },
    },
    {
      name: "answers are compressed and carry security headers, and HTTP leads to HTTPS",
      hint: "look at the distribution's default behaviour: compression, response headers policy, viewer protocol policy",
      async run(subject) {
        needsTraffic(subject);
        const url = `${subject.lab.text("url")}/`;
        const encoding = await expectSecured(url);
        await expectRedirect(url.replace(/^https:/, "http:"), { status: 301, to: url });
        return `${encoding}; ${SECURITY_HEADERS.join(", ")}`;
      },
    },
    {
      name: "what is not there gets the error page, and 404",
      hint: "look at the distribution's Error pages: 403 and 404 answer with /error.html and 404",
      async run(subject) {
        needsTraffic(subject);
        const url = `${subject.lab.text("url")}/no/such/page`;
        return expectFile(subject, url, { key: ERROR, status: 404 });
      },
    },
  ],
  fault: {
    does: "the distribution forgets which file is its root",
    foundBy: SETTINGS,
    async make({ lab, aws }) {
      const cloudFront = await aws.client(cloudFrontClient);
      const Id = lab.text("distributionId");
      const { DistributionConfig, ETag } = await cloudFront.getDistributionConfig({ Id });
      if (!DistributionConfig) throw new Failure(`distribution ${Id} has no configuration`);
      await cloudFront.updateDistribution({
        Id,
        IfMatch: ETag,
        DistributionConfig: { ...DistributionConfig, DefaultRootObject: "" },
      });
    },
  },
};

async function distribution({ lab, aws }: Subject) {
  const cloudFront = await aws.client(cloudFrontClient);
  const { Distribution } = await cloudFront.getDistribution({ Id: lab.text("distributionId") });
  const { DistributionConfig: Config, ARN, Status } = Distribution ?? {};
  if (!Config) throw new Failure("the distribution has no configuration");
  return { ARN, Status, Config };
}

const POLICY = z.object({
  Statement: z.array(
    z.object({
      Effect: z.string(),
      Principal: z.unknown(),
      Condition: z
        .object({ StringEquals: z.object({ "AWS:SourceArn": z.string() }).partial() })
        .partial()
        .default({}),
    }),
  ),
});

/** Whom a bucket's policy allows something: a distribution by its ARN, others as the policy names them. */
export const readersIn = (policy: string): string[] =>
  POLICY.parse(JSON.parse(policy))
    .Statement.filter(({ Effect }) => Effect === "Allow")
    .map(
      ({ Principal, Condition }) =>
        Condition.StringEquals?.["AWS:SourceArn"] ?? JSON.stringify(Principal),
    );

/** @returns how a page was compressed. @throws Failure when it was not, or lacks a security header */
export async function expectSecured(url: string): Promise<string> {
  const { headers } = await expectPage(url, { status: 200 });
  const encoding = headers.get("content-encoding");
  expect(encoding !== null, `${url} comes uncompressed`);
  const missing = SECURITY_HEADERS.filter((name) => !headers.has(name));
  expect(missing.length === 0, `${url} comes without ${missing.join(", ")}`);
  return encoding;
}
