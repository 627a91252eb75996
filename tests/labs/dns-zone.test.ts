import assert from "node:assert/strict";
import { dnsZone } from "../../labs/dns-zone/lab.ts";
import { domainSite } from "../../labs/domain-site/lab.ts";
import { inventory, recordLab, recordLabs } from "../support/labs.ts";
import { inputsOf, only } from "../support/mocks.ts";

const RECORD = "aws:route53/record:Record";
const ZONE = "aws:route53/zone:Zone";

describe("lab dns-zone", () => {
  it("makes a zone with an A, a CNAME and an alias record", async () => {
    const { resources } = await recordLab(dnsZone);
    assert.deepEqual(inventory(resources), { [ZONE]: 1, [RECORD]: 3 });
    assert.deepEqual(inputsOf(resources, RECORD, "type"), {
      "dns-zone-server.aws-class.test-a": "A",
      "dns-zone-notes.aws-class.test-cname": "CNAME",
      "dns-zone-home.aws-class.test-a": "A",
    });
  });

  it("takes its own domain and records", async () => {
    const a = { "@": ["192.0.2.1"] };
    const { resources } = await recordLab(dnsZone, {
      domain: "mydomain.com",
      records: { a, cname: {}, alias: { www: "@" } },
    });
    assert.equal(only(resources, ZONE).inputs.name, "mydomain.com");
    assert.deepEqual(Object.values(inputsOf(resources, RECORD, "name")).sort(), [
      "mydomain.com",
      "www.mydomain.com",
    ]);
  });

  it("exports the four name servers, and where to enter them at registrars", async () => {
    const { outputs } = await recordLab(dnsZone);
    const hosts = ["ns-1", "ns-2", "ns-3", "ns-4"].map((host) => `${host}.example.com`);
    assert.deepEqual(outputs.nameServers, hosts);
    const hints = outputs.registrars as Record<string, string>;
    assert.deepEqual(Object.keys(hints), ["Gabia", "GoDaddy", "Route 53"]);
    for (const hint of Object.values(hints)) assert.ok(hint.includes(hosts.join(", ")), hint);
  });

  it("exports commands that query the zone's own name servers for each record", async () => {
    const { outputs } = await recordLab(dnsZone);
    assert.deepEqual(outputs.dig, [
      "dig +short @ns-1.example.com aws-class.test NS",
      "dig +short @ns-1.example.com aws-class.test SOA",
      "dig +short @ns-1.example.com server.aws-class.test",
      "dig +short @ns-1.example.com notes.aws-class.test",
      "dig +short @ns-1.example.com home.aws-class.test",
    ]);
  });

  it("exports the target of each record", async () => {
    const { outputs } = await recordLab(dnsZone);
    assert.deepEqual(outputs.records, {
      "server.aws-class.test": "A 192.0.2.10",
      "notes.aws-class.test": "CNAME docs.aws.amazon.com",
      "home.aws-class.test": "alias server.aws-class.test",
    });
  });

  it("leaves a registered domain alone unless configured", async () => {
    const TYPE = "aws:route53domains/registeredDomain:RegisteredDomain";
    const settings = { zoneId: "Z0123456789", registeredDomain: { autoRenew: false } };
    const { resources } = await recordLab(dnsZone, settings);
    assert.equal(only(resources, TYPE).inputs.autoRenew, false);
    assert.equal(only(resources, TYPE).inputs.tags, undefined);
    assert.equal(inventory((await recordLab(dnsZone)).resources)[TYPE], undefined);
  });

  it("puts its records into a zone that exists", async () => {
    const { resources, outputs } = await recordLab(dnsZone, { zoneId: "Z0123456789" });
    assert.deepEqual(inventory(resources), { [RECORD]: 3 });
    assert.equal(outputs.zoneId, "Z0123456789");
  });

  it("shares the zone of its domain with domain-site", async () => {
    const both = [
      [dnsZone, {}],
      [domainSite, {}],
    ] as const;
    const { resources, outputs } = await recordLabs(both);
    assert.equal(inventory(resources)[ZONE], 1);
    assert.equal(outputs["dns-zone"]?.zoneId, outputs["domain-site"]?.zoneId);
  });

  it("refuses one domain in two zones", async () => {
    const both = [
      [dnsZone, { zoneId: "Z0123456789" }],
      [domainSite, {}],
    ] as const;
    await assert.rejects(recordLabs(both), {
      message: /two labs have domain aws-class\.test, one with zoneId Z0123456789, one with unset/,
    });
  });

  it("claims the names of its records", () => {
    const settings = dnsZone.settings.parse({ domain: "mydomain.com" });
    assert.deepEqual(dnsZone.claims?.(settings), [
      "record server.mydomain.com",
      "record notes.mydomain.com",
      "record home.mydomain.com",
    ]);
  });

  it("takes a CNAME to a name that no host has, as ACM's page shows it: _xyz.acm-validations.aws.", async () => {
    const cname = { _abc: "_xyz.acm-validations.aws.", "_sip._tcp": "_SIP._tcp.example.com" };
    const { resources } = await recordLab(dnsZone, { records: { cname } });
    assert.deepEqual(Object.values(inputsOf(resources, RECORD, "records")).slice(1), [
      ["_xyz.acm-validations.aws"],
      ["_sip._tcp.example.com"],
      undefined,
    ]);
  });

  it("quotes a wildcard in a command, which a shell would replace by the names of files", async () => {
    const { outputs } = await recordLab(dnsZone, { records: { cname: { "*": "example.org" } } });
    assert.ok(
      (outputs.dig as string[]).includes("dig +short @ns-1.example.com '*.aws-class.test'"),
    );
  });

  const REFUSED: readonly [Record<string, unknown>, RegExp][] = [
    [{ domain: "mydomain" }, /domain name/],
    [{ zoneId: "mydomain.com" }, /not a valid hosted zone ID/],
    [{ records: { a: { www: ["1.2.3"] } } }, /IPv4 address/],
    [{ records: { cname: { "@": "example.org" } } }, /a CNAME is not allowed/],
    [{ records: { cname: { server: "example.org" } } }, /another record already/],
    [{ records: { alias: { home: "nowhere" } } }, /no A record of nowhere/],
    [{ records: { cname: { www: "192.0.2.1" } } }, /not a valid DNS name/],
    [{ records: { a: { "www.aws-class.test": ["192.0.2.1"] } } }, /ends with the domain/],
    [{ record: {} }, /[Uu]nrecognized key/],
    [{ registeredDomain: {} }, /expected boolean/],
  ];
  for (const [settings, message] of REFUSED)
    it(`refuses ${JSON.stringify(settings)}`, () => {
      assert.match(dnsZone.settings.safeParse(settings).error?.message ?? "", message);
    });
});
