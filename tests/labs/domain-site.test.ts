import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { domainSite } from "../../labs/domain-site/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, ofType, only } from "../support/mocks.ts";

const RECORD = "aws:route53/record:Record";
const WEBSITE = "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration";

describe("lab domain-site", () => {
  it("makes a zone, and two buckets called like the hosts", async () => {
    const { resources } = await recordLab(domainSite, { domain: "mydomain.com" });
    const made = inventory(resources);
    assert.deepEqual([made["aws:route53/zone:Zone"], made[RECORD], made[WEBSITE]], [1, 2, 2]);
    assert.deepEqual(Object.values(inputsOf(resources, "aws:s3/bucket:Bucket", "bucket")).sort(), [
      "mydomain.com",
      "www.mydomain.com",
    ]);
  });

  it("serves the site at the domain, and redirects www there", async () => {
    const { resources } = await recordLab(domainSite);
    const [site, redirect] = ofType(resources, WEBSITE);
    assert.deepEqual(site?.inputs.indexDocument, { suffix: "index.html" });
    assert.deepEqual(redirect?.inputs.redirectAllRequestsTo, {
      hostName: "aws-class.test",
      protocol: "http",
    });
  });

  it("makes the domain an alias and www a CNAME", async () => {
    const { resources } = await recordLab(domainSite);
    const records = ofType(resources, RECORD).map(({ inputs }) => [
      inputs.name,
      inputs.type,
      inputs.aliases !== undefined,
    ]);
    assert.deepEqual(records, [
      ["aws-class.test", "A", true],
      ["www.aws-class.test", "CNAME", false],
    ]);
  });

  it("uses a zone that exists", async () => {
    const { resources } = await recordLab(domainSite, { zoneId: "Z0123456789" });
    assert.deepEqual(ofType(resources, "aws:route53/zone:Zone"), []);
    assert.deepEqual(
      [...new Set(Object.values(inputsOf(resources, RECORD, "zoneId")))],
      ["Z0123456789"],
    );
  });

  it("exports its addresses, and how to request them before the domain is delegated", async () => {
    const { outputs } = await recordLab(domainSite);
    assert.deepEqual(
      [outputs.url, outputs.wwwUrl],
      ["http://aws-class.test", "http://www.aws-class.test"],
    );
    assert.equal(
      outputs.askWww,
      "curl --include --header 'Host: www.aws-class.test' http://domain-site.s3-website.example.com/",
    );
  });

  it("keeps what is in the bucket where the class is protected", async () => {
    const { resources } = await recordLab(domainSite, {}, { protect: true });
    assert.equal(inputsOf(resources, "aws:s3/bucket:Bucket", "forceDestroy")["domain-site"], false);
    assert.equal(only(resources, "aws:route53/zone:Zone").inputs.forceDestroy, false);
  });

  it("claims the domain and www", () => {
    const settings = domainSite.settings.parse({ domain: "mydomain.com" });
    assert.deepEqual(domainSite.claims?.(settings), [
      "record mydomain.com",
      "record www.mydomain.com",
    ]);
  });

  it("asks for a domain on AWS, where the sample's buckets are another's", () => {
    const values = (environment: string, domain?: string) => ({
      "aws:region": "ap-northeast-2",
      "class:environment": environment,
      "class:expires": "2099-12-31T18:00:00+09:00",
      "class:labs": JSON.stringify({ "domain-site": domain === undefined ? true : { domain } }),
    });
    const parse = (...of: Parameters<typeof values>) =>
      parseConfig({ stack: "dev", values: values(...of) });
    assert.throws(() => parse("dev"), {
      message: /class:labs\.domain-site\.domain .*aws-class\.test.*\n?.*write your own domain/s,
    });
    parse("dev", "our-school.test");
    parse("local");
  });

  it("is refused beside a dns-zone that has a record of the same name", () => {
    const labs = { "dns-zone": { records: { alias: { www: "server" } } }, "domain-site": true };
    const values = {
      "aws:region": "ap-northeast-2",
      "class:environment": "local",
      "class:expires": "2099-12-31T18:00:00+09:00",
      "class:labs": JSON.stringify(labs),
    };
    assert.throws(() => parseConfig({ stack: "dev", values }), {
      message:
        /class:labs\.domain-site: record www\.aws-class\.test is claimed by lab dns-zone too/,
    });
  });

  it("refuses a domain that is longer than a bucket's name", () => {
    const { error } = domainSite.settings.safeParse({ domain: `${"x".repeat(60)}.com` });
    assert.match(
      error?.message ?? "",
      /no bucket x+\.com, .*: it has \d+ characters, more than 63"/,
    );
  });
});
