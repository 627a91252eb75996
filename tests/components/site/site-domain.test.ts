import assert from "node:assert/strict";
import { SiteDomain, type SiteDomainArgs } from "../../../components/site/site-domain.ts";
import { ofType, only, record } from "../../support/mocks.ts";

const RECORD = "aws:route53/record:Record";
const target = { host: "target.example.com", zoneId: "ZTARGET" };

const make = (args: Partial<SiteDomainArgs>) =>
  record(
    () =>
      new SiteDomain("site", {
        name: "mydomain.com",
        zoneId: "ZMINE",
        delivery: "website",
        target,
        ...args,
      }),
  );

const names = async (args: Partial<SiteDomainArgs>) =>
  ofType(await make(args), RECORD)
    .map(({ inputs }) => `${String(inputs.type)} ${String(inputs.name)}`)
    .sort();

describe("SiteDomain", () => {
  it("makes the apex an alias of the target, in the given zone", async () => {
    const { inputs } = only(await make({ www: false }), RECORD);
    assert.deepEqual([inputs.zoneId, inputs.name, inputs.type], ["ZMINE", "mydomain.com", "A"]);
    assert.deepEqual(inputs.aliases, [
      { name: "target.example.com", zoneId: "ZTARGET", evaluateTargetHealth: false },
    ]);
  });

  it("sends www of a website to a bucket of that name, which redirects to the apex", async () => {
    const resources = await make({});
    assert.equal(only(resources, "aws:s3/bucket:Bucket").inputs.bucket, "www.mydomain.com");
    const { inputs } = only(
      resources,
      "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    );
    assert.deepEqual(inputs.redirectAllRequestsTo, { hostName: "mydomain.com", protocol: "http" });
    const cname = ofType(resources, RECORD).find((each) => each.inputs.type === "CNAME");
    assert.deepEqual(cname?.inputs.records, ["site-www.s3-website.example.com"]);
  });

  it("gives a website no IPv6 address, as S3 has none", async () => {
    assert.deepEqual(await names({}), ["A mydomain.com", "CNAME www.mydomain.com"]);
  });

  it("makes both names aliases of a distribution, by IPv4 and IPv6", async () => {
    assert.deepEqual(await names({ delivery: "cdn" }), [
      "A mydomain.com",
      "A www.mydomain.com",
      "AAAA mydomain.com",
      "AAAA www.mydomain.com",
    ]);
  });

  it("leaves www alone when told", async () => {
    assert.deepEqual(await names({ delivery: "cdn", www: false }), [
      "A mydomain.com",
      "AAAA mydomain.com",
    ]);
  });

  for (const name of [
    "mydomain",
    "My.com",
    "-my.com",
    "my domain.com",
    "https://my.com",
    "한국.kr",
  ])
    it(`refuses ${name}`, async () => {
      await assert.rejects(make({ name }), /is not a domain name/);
    });
});
