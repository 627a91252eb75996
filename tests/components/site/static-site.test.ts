import assert from "node:assert/strict";
import { StaticSite, type StaticSiteArgs } from "../../../components/site/static-site.ts";
import { ofType, only, record, run } from "../../support/mocks.ts";

const FOLDER = "labs/static-site/site";
const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const WEBSITE = "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration";

const website = {
  folder: FOLDER,
  delivery: "website",
  publicReason: "a test",
  forceDestroy: true,
} as const;
const cdn = { folder: FOLDER, delivery: "cdn", forceDestroy: true } as const;
const domain = { name: "mydomain.com", zoneId: "ZMINE" };

const make = (args: StaticSiteArgs) => record(() => new StaticSite("site", args));

const outputs = async (args: StaticSiteArgs) => {
  const { result } = await run(() => {
    const { url, bucketName, objectKeys, websiteEndpoint, distributionId, distributionDomain } =
      new StaticSite("site", args);
    return { url, bucketName, objectKeys, websiteEndpoint, distributionId, distributionDomain };
  });
  return result;
};

describe("StaticSite", () => {
  it("uploads every file of the folder", async () => {
    const objects = ofType(await make(website), "aws:s3/bucketObjectv2:BucketObjectv2");
    const { objectKeys } = await outputs(website);
    assert.deepEqual(objects.map(({ inputs }) => String(inputs.key)).sort(), objectKeys);
    assert.ok(objectKeys.includes("index.html") && objectKeys.includes("error.html"));
  });

  it("applies the site's own cache rules", async () => {
    const resources = await make({ ...website, cacheControl: { "**/*.html": "no-store" } });
    const page = resources.find(({ name }) => name === "site-index.html");
    assert.equal(page?.inputs.cacheControl, "no-store");
  });

  it("keeps versions when asked, by either delivery", async () => {
    for (const args of [website, cdn])
      only(await make({ ...args, versioned: true }), "aws:s3/bucketVersioning:BucketVersioning");
  });

  describe("by S3", () => {
    it("lets anybody read objects, and do nothing else", async () => {
      const { inputs } = only(await make(website), "aws:s3/bucketPolicy:BucketPolicy");
      const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: unknown[] };
      assert.deepEqual(Statement, [
        {
          Sid: "PublicRead",
          Effect: "Allow",
          Principal: "*",
          Action: "s3:GetObject",
          Resource: ["arn:aws:mock:ap-northeast-2:123456789012:Bucket/site/*"],
        },
      ]);
    });

    it("has index, error document and redirects", async () => {
      const args = { ...website, redirects: [{ from: "docs/", to: "documents/" }] };
      const { inputs } = only(await make(args), WEBSITE);
      assert.deepEqual(inputs.indexDocument, { suffix: "index.html" });
      assert.deepEqual(inputs.errorDocument, { key: "error.html" });
      assert.equal((inputs.routingRules as unknown[]).length, 1);
    });

    it("says where it is", async () => {
      const { url, websiteEndpoint, distributionId } = await outputs(website);
      assert.equal(url, "http://site.s3-website.example.com");
      assert.equal(websiteEndpoint, "site.s3-website.example.com");
      assert.equal(distributionId, undefined);
    });

    it("needs no CloudFront", async () => {
      assert.deepEqual(ofType(await make(website), DISTRIBUTION), []);
    });

    it("has the domain's name as its bucket's, and an alias to the region's endpoint", async () => {
      const resources = await make({ ...website, domain: { ...domain, www: false } });
      assert.equal(only(resources, "aws:s3/bucket:Bucket").inputs.bucket, "mydomain.com");
      assert.deepEqual(only(resources, "aws:route53/record:Record").inputs.aliases, [
        { name: "s3-website.example.com", zoneId: "Z0S3", evaluateTargetHealth: false },
      ]);
      assert.equal((await outputs({ ...website, domain })).url, "http://mydomain.com");
    });
  });

  describe("by CloudFront", () => {
    it("keeps the bucket closed", async () => {
      const { inputs } = only(
        await make(cdn),
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
      );
      assert.deepEqual([inputs.blockPublicPolicy, inputs.restrictPublicBuckets], [true, true]);
      assert.deepEqual(ofType(await make(cdn), WEBSITE), []);
    });

    it("lists what each file is, after the uploads, to find what changed", async () => {
      const resources = await make(cdn);
      const { inputs } = only(resources, "class:invalidation:Invalidation");
      const versions = inputs.versions as Record<string, string>;
      assert.deepEqual(Object.keys(versions).sort(), (await outputs(cdn)).objectKeys);
      assert.match(String(versions["index.html"]), /^[0-9a-f]{64} text\/html/);
      assert.equal(inputs.distributionId, "site-id");
    });

    it("says where it is", async () => {
      const { url, distributionId, distributionDomain, websiteEndpoint } = await outputs(cdn);
      assert.equal(url, "https://site.cloudfront.example.com");
      assert.equal(distributionDomain, "site.cloudfront.example.com");
      assert.equal(distributionId, "site-id");
      assert.equal(websiteEndpoint, undefined);
    });

    it("answers for the domain, www and its aliases", async () => {
      const named = { ...cdn, domain, aliases: ["a.example.com"], certificateArn: CERTIFICATE };
      const resources = await make(named);
      assert.deepEqual(only(resources, DISTRIBUTION).inputs.aliases, [
        "mydomain.com",
        "www.mydomain.com",
        "a.example.com",
      ]);
      const records = ofType(resources, "aws:route53/record:Record");
      assert.equal(records.length, 4);
      for (const { inputs } of records)
        assert.deepEqual(inputs.aliases, [
          { name: "site.cloudfront.example.com", zoneId: "Z0CDN", evaluateTargetHealth: false },
        ]);
      assert.equal((await outputs(named)).url, "https://mydomain.com");
    });
  });

  const mistakes: [string, StaticSiteArgs, RegExp][] = [
    ["a public site without a reason", { ...website, publicReason: "" }, /publicReason is blank/],
    ["a folder that is missing", { ...cdn, folder: "nowhere" }, /"nowhere" does not exist/],
    [
      "an index that is no file",
      { ...cdn, indexDocument: "home.html" },
      /indexDocument "home.html" is not among/,
    ],
    [
      "an error page that is no file",
      { ...cdn, errorDocument: "404.html" },
      /errorDocument "404.html" is not among/,
    ],
    [
      "a malformed redirect",
      { ...website, redirects: [{ from: "/a", to: "b" }] },
      /redirects\.0\.from: it begins with a slash/,
    ],
    [
      "a malformed domain",
      { ...website, domain: { name: "my", zoneId: "Z" } },
      /not a domain name/,
    ],
    ["a domain without a certificate", { ...cdn, domain }, /need certificateArn/],
  ];
  for (const [what, args, message] of mistakes)
    it(`refuses ${what}, before anything is made`, async () => {
      const resources = await record(() => {
        assert.throws(() => new StaticSite("site", args), message);
      });
      assert.deepEqual(
        resources.filter(({ type }) => type.startsWith("aws:")),
        [],
      );
    });
});
