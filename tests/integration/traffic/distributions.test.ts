import assert from "node:assert/strict";
import type { DistributionConfig, Origin } from "@aws-sdk/client-cloudfront";
import { cloudFrontClient } from "../../../aws/cloudfront/client.ts";
import { REGION, visitor } from "./visitor.ts";

const CACHING_OPTIMIZED = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const SECURITY_HEADERS = "67f7725c-6f97-4210-82d7-5512b31e9d03";

/** A visitor of distributions that were made by AWS's API. */
describe("CloudFront on this machine", () => {
  const { aws, s3, bucket, put, allow, visit, settles } = visitor();
  const cloudFront = () => aws().client(cloudFrontClient);

  const behavior = {
    TargetOriginId: "bucket",
    ViewerProtocolPolicy: "redirect-to-https",
    CachePolicyId: CACHING_OPTIMIZED,
    ResponseHeadersPolicyId: SECURITY_HEADERS,
    Compress: true,
  } as const;

  /** Before the bucket, which lets nobody else in. */
  async function distributed(further: Partial<DistributionConfig> = {}, origins: Origin[] = []) {
    const { OriginAccessControl } = await (
      await cloudFront()
    ).createOriginAccessControl({
      OriginAccessControlConfig: {
        ...{ Name: bucket(), OriginAccessControlOriginType: "s3" },
        ...{ SigningBehavior: "always", SigningProtocol: "sigv4" },
      },
    });
    const Items: Origin[] = [
      {
        Id: "bucket",
        DomainName: `${bucket()}.s3.${REGION}.amazonaws.com`,
        S3OriginConfig: { OriginAccessIdentity: "" },
        OriginAccessControlId: OriginAccessControl?.Id,
      },
      ...origins,
    ];
    const { Distribution } = await (
      await cloudFront()
    ).createDistribution({
      DistributionConfig: {
        ...{ CallerReference: bucket(), Comment: "", Enabled: true },
        ...{ DefaultRootObject: "index.html", DefaultCacheBehavior: behavior },
        Origins: { Quantity: Items.length, Items },
        ...further,
      },
    });
    const { Id = "", ARN = "", DomainName = "" } = Distribution ?? {};
    await settles(); // the names that there are were read a moment ago
    return { Id, ARN, url: `https://${DomainName}` };
  }

  /** Lets a distribution read the bucket. */
  async function letIn(arn: string): Promise<void> {
    const Statement = {
      ...{ Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" } },
      ...{ Action: "s3:GetObject", Resource: `arn:aws:s3:::${bucket()}/*` },
      Condition: { StringEquals: { "AWS:SourceArn": arn } },
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement });
    await (await s3()).putBucketPolicy({ Bucket: bucket(), Policy });
  }

  it("reads a bucket only where its policy names the distribution", async () => {
    await put("index.html", "home");
    const { ARN, url } = await distributed();
    await letIn(`${ARN}X`);
    assert.equal((await visit(`${url}/index.html`)).status, 403);
    await letIn(ARN);
    const { status, body, headers } = await visit(`${url}/`);
    assert.deepEqual([status, body], [200, "home"]);
    assert.equal(headers.get("x-content-type-options"), "nosniff");
    const bare = `https://${bucket()}.s3.${REGION}.amazonaws.com/index.html`;
    assert.equal((await visit(bare)).status, 403);
  });

  it("shows the old file from its cache, and the new one after the invalidation", async () => {
    await put("index.html", "old", { CacheControl: "public, max-age=3600" });
    const { Id, ARN, url } = await distributed();
    await letIn(ARN);
    const seen = async () => {
      const { headers, body } = await visit(`${url}/`);
      return `${body}, ${headers.get("x-cache") ?? ""}`;
    };
    assert.equal(await seen(), "old, Miss from cloudfront");
    await put("index.html", "new", { CacheControl: "public, max-age=3600" });
    assert.equal(await seen(), "old, Hit from cloudfront");
    await (
      await cloudFront()
    ).createInvalidation({
      DistributionId: Id,
      InvalidationBatch: { CallerReference: "1", Paths: { Quantity: 1, Items: ["/*"] } },
    });
    await settles();
    assert.equal(await seen(), "new, Miss from cloudfront");
    assert.equal(await seen(), "new, Hit from cloudfront");
  });

  it("leads from HTTP to HTTPS, compresses, and has the distribution's own page for an error", async () => {
    await put("page.html", "x".repeat(2000));
    await put("error.html", "lost");
    const { ARN, url } = await distributed({
      CustomErrorResponses: {
        Quantity: 1,
        Items: [{ ErrorCode: 403, ResponseCode: "404", ResponsePagePath: "/error.html" }],
      },
    });
    await letIn(ARN);
    const plain = await visit(`${url.replace("https", "http")}/page.html?a=b`);
    assert.deepEqual([plain.status, plain.headers.get("location")], [301, `${url}/page.html?a=b`]);
    const headers = { "accept-encoding": "gzip" };
    const page = await visit(`${url}/page.html`, { headers });
    assert.deepEqual([page.headers.get("content-encoding"), page.body.length], ["gzip", 2000]);
    const none = await visit(`${url}/none`);
    assert.deepEqual([none.status, none.body], [404, "lost"]);
    assert.equal(none.headers.get("x-cache"), "Error from cloudfront");
  });

  it("has other origins for other paths: a website's endpoint, and none that is elsewhere", async () => {
    await put("site/index.html", "website");
    await allow();
    const custom = (Id: string, DomainName: string): Origin => ({
      ...{ Id, DomainName },
      CustomOriginConfig: {
        ...{ HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "http-only" },
      },
    });
    const at = (PathPattern: string, TargetOriginId: string) => ({
      ...{ ...behavior, PathPattern, TargetOriginId },
    });
    const { url } = await distributed(
      {
        CacheBehaviors: {
          Quantity: 2,
          Items: [at("/site/*", "website"), at("/api/*", "elsewhere")],
        },
      },
      [
        custom("website", `${bucket()}.s3-website.${REGION}.amazonaws.com`),
        custom("elsewhere", "api.example.org"),
      ],
    );
    const { status, body } = await visit(`${url}/site/`);
    assert.deepEqual([status, body], [200, "website"]);
    await assert.rejects(visit(`${url}/api/a`), /the origin api\.example\.org does not answer/);
  });

  it("answers no more when it is disabled, and has no name when it is deleted", async () => {
    await put("index.html", "home");
    const { Id, ARN, url } = await distributed();
    await letIn(ARN);
    assert.equal((await visit(`${url}/`)).status, 200);
    const api = await cloudFront();
    const { DistributionConfig, ETag } = await api.getDistributionConfig({ Id });
    assert.ok(DistributionConfig);
    const off = await api.updateDistribution({
      ...{ Id, IfMatch: ETag },
      DistributionConfig: { ...DistributionConfig, Enabled: false },
    });
    await settles();
    assert.equal((await visit(`${url}/`)).status, 403);
    await api.deleteDistribution({ Id, IfMatch: off.ETag });
    await settles();
    await assert.rejects(visit(`${url}/`), /nothing in the emulated account answers/);
  });
});
