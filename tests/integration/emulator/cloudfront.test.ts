import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What lists the things that the patch keeps in places of its own. */
const LISTS = [
  ["cloudfront.list_response_headers_policies", "ResponseHeadersPolicyList.Items[?Type=='custom']"],
  ["cloudfront.list_cache_policies", "CachePolicyList.Items[?Type=='custom']"],
] as const;

/** What engine/emulator/patches/cloudfront/ adds to moto. */
describe("CloudFront on the emulator", () => {
  const { aws, awsText, forgets } = emulatedAws();

  it("keeps a distribution's whole configuration", async () => {
    const certificate = {
      ACMCertificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
      SSLSupportMethod: "sni-only",
      MinimumProtocolVersion: "TLSv1.2_2021",
    };
    const config = {
      CallerReference: "class",
      Comment: "",
      Enabled: true,
      Origins: {
        Quantity: 1,
        Items: [
          {
            Id: "site",
            DomainName: "site.s3.amazonaws.com",
            S3OriginConfig: { OriginAccessIdentity: "" },
            OriginAccessControlId: "E123",
          },
        ],
      },
      DefaultCacheBehavior: {
        TargetOriginId: "site",
        ViewerProtocolPolicy: "https-only",
        CachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      ViewerCertificate: certificate,
    };
    const distribution = await awsText(
      "cloudfront.create_distribution",
      { DistributionConfig: config },
      "Distribution.Id",
    );
    const query =
      "DistributionConfig.[ViewerCertificate, Origins.Items[0].OriginAccessControlId, DefaultCacheBehavior.Compress]";
    const read = await aws("cloudfront.get_distribution_config", { Id: distribution }, query);
    assert.deepEqual(read, [certificate, "E123", false]);
  });

  it("has AWS's own policies", async () => {
    const managed = (call: `${string}.${string}`, query: string) =>
      aws(call, { Type: "managed" }, `${query} | contains(@, 'Managed-CachingOptimized')`);
    const names = "CachePolicyList.Items[].CachePolicy.CachePolicyConfig.Name";
    assert.equal(await managed("cloudfront.list_cache_policies", names), true);
    const id = "67f7725c-6f97-4210-82d7-5512b31e9d03";
    const name = "ResponseHeadersPolicy.ResponseHeadersPolicyConfig.Name";
    const read = await aws("cloudfront.get_response_headers_policy", { Id: id }, name);
    assert.equal(read, "Managed-SecurityHeadersPolicy");
    const remove = aws("cloudfront.delete_response_headers_policy", { Id: id, IfMatch: "x" });
    await assert.rejects(remove, /IllegalDelete/);
  });

  it("keeps policies of one's own", async () => {
    const config = (seconds: number) => ({
      CachePolicyConfig: { Name: "class", MinTTL: seconds },
    });
    const made = (await aws(
      "cloudfront.create_cache_policy",
      config(1),
      "[CachePolicy.Id, ETag]",
    )) as [string, string];
    const [Id, IfMatch] = made;
    await assert.rejects(aws("cloudfront.create_cache_policy", config(1)), /AlreadyExists/);
    await aws("cloudfront.update_cache_policy", { Id, IfMatch, ...config(2) });
    const query = "[CachePolicyConfig.MinTTL, ETag]";
    const read = await aws("cloudfront.get_cache_policy_config", { Id }, query);
    const [seconds, newer] = read as [number, string];
    assert.equal(seconds, 2);
    const remove = (tag: string) => aws("cloudfront.delete_cache_policy", { Id, IfMatch: tag });
    await assert.rejects(remove(IfMatch), /InvalidIfMatchVersion/);
    await remove(newer);
    await assert.rejects(aws("cloudfront.get_cache_policy", { Id }), /NoSuchCachePolicy/);
  });

  it("publishes a function", async () => {
    const FunctionConfig = { Comment: "", Runtime: "cloudfront-js-2.0" };
    const code = (text: string) => ({ Name: "index", FunctionConfig, FunctionCode: text });
    const tag = await awsText("cloudfront.create_function", code("1"), "ETag");
    const live = { Name: "index", Stage: "LIVE" };
    const describe = () => aws("cloudfront.describe_function", live, "FunctionSummary.Name");
    await assert.rejects(describe(), /NoSuchFunctionExists/);
    await aws("cloudfront.publish_function", { Name: "index", IfMatch: tag });
    const update = { ...code("2"), IfMatch: tag };
    const newer = await awsText("cloudfront.update_function", update, "ETag");
    assert.notEqual(newer, tag);
    assert.equal(await describe(), "index");
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
