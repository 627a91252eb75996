import assert from "node:assert/strict";
import { Cdn, type CdnArgs } from "../../../components/site/cdn.ts";
import { SiteBucket } from "../../../components/site/site-bucket.ts";
import { only, record } from "../../support/mocks.ts";

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";

const make = (args: Partial<CdnArgs> = {}) =>
  record(() => {
    const site = new SiteBucket("site", { forceDestroy: true });
    new Cdn("site", { site, rootObject: "index.html", errorDocument: "error.html", ...args });
  });

const distribution = async (args: Partial<CdnArgs> = {}) =>
  only(await make(args), "aws:cloudfront/distribution:Distribution").inputs;

describe("Cdn", () => {
  it("signs every request to the bucket", async () => {
    const resources = await make();
    const access = only(resources, "aws:cloudfront/originAccessControl:OriginAccessControl");
    assert.deepEqual(
      [access.inputs.signingBehavior, access.inputs.signingProtocol],
      ["always", "sigv4"],
    );
    const { inputs } = only(resources, "aws:cloudfront/distribution:Distribution");
    assert.deepEqual(inputs.origins, [
      {
        originId: "bucket",
        domainName: "site.s3.example.com",
        originAccessControlId: "site-id",
      },
    ]);
  });

  it("lets this distribution alone read the bucket, over TLS alone", async () => {
    const { inputs } = only(await make(), "aws:s3/bucketPolicy:BucketPolicy");
    const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: unknown[] };
    const bucket = "arn:aws:mock:ap-northeast-2:123456789012:Bucket/site";
    assert.deepEqual(Statement, [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket, `${bucket}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "DistributionRead",
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: `${bucket}/*`,
        Condition: {
          StringEquals: {
            "AWS:SourceArn": "arn:aws:mock:ap-northeast-2:123456789012:Distribution/site",
          },
        },
      },
    ]);
  });

  it("serves HTTPS, compressed, by HTTP/3 and IPv6, with its index at the root", async () => {
    const inputs = await distribution();
    const { viewerProtocolPolicy, compress } = inputs.defaultCacheBehavior as Record<
      string,
      unknown
    >;
    assert.deepEqual([viewerProtocolPolicy, compress], ["redirect-to-https", true]);
    assert.deepEqual(
      [inputs.httpVersion, inputs.isIpv6Enabled, inputs.defaultRootObject],
      ["http2and3", true, "index.html"],
    );
  });

  it("caches and sets headers by AWS's own policies", async () => {
    const behavior = (await distribution()).defaultCacheBehavior as Record<string, unknown>;
    assert.equal(behavior.cachePolicyId, "658327ea-f89d-4fab-a63d-7e88639e58f6");
    assert.equal(behavior.responseHeadersPolicyId, "67f7725c-6f97-4210-82d7-5512b31e9d03");
  });

  it("takes another response headers policy", async () => {
    const inputs = await distribution({ responseHeadersPolicyId: "mine" });
    const behavior = inputs.defaultCacheBehavior as Record<string, unknown>;
    assert.equal(behavior.responseHeadersPolicyId, "mine");
  });

  it("shows the error document, as 404, for what is missing or forbidden", async () => {
    const inputs = await distribution();
    assert.deepEqual(
      inputs.customErrorResponses,
      [403, 404].map((errorCode) => ({
        errorCode,
        responseCode: 404,
        responsePagePath: "/error.html",
        errorCachingMinTtl: 10,
      })),
    );
  });

  it("serves from Seoul's edges unless told otherwise", async () => {
    assert.equal((await distribution()).priceClass, "PriceClass_200");
    const everywhere = await distribution({ priceClass: "PriceClass_All" });
    assert.equal(everywhere.priceClass, "PriceClass_All");
  });

  it("uses CloudFront's certificate without names of its own, and TLS 1.2 with", async () => {
    const { viewerCertificate } = await distribution();
    assert.deepEqual(viewerCertificate, { cloudfrontDefaultCertificate: true });
    const named = await distribution({ aliases: ["mydomain.com"], certificateArn: CERTIFICATE });
    assert.deepEqual(named.aliases, ["mydomain.com"]);
    assert.deepEqual(named.viewerCertificate, {
      acmCertificateArn: CERTIFICATE,
      sslSupportMethod: "sni-only",
      minimumProtocolVersion: "TLSv1.2_2021",
    });
  });

  it("refuses names without a certificate", async () => {
    await assert.rejects(make({ aliases: ["mydomain.com"] }), /mydomain.com need certificateArn/);
  });

  it("refuses a certificate of another region", async () => {
    const certificateArn = CERTIFICATE.replace("us-east-1", "ap-northeast-2");
    await assert.rejects(make({ certificateArn }), /is not in us-east-1/);
  });
});
