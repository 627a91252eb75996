import assert from "node:assert/strict";
import { DnsRecords, type DnsRecordsArgs } from "../../../components/dns/dns-records.ts";
import { ofType, only, record, refuses } from "../../support/mocks.ts";

const RECORD = "aws:route53/record:Record";
const base = { domain: "mydomain.com", zoneId: "ZMINE" };

type Records = Omit<DnsRecordsArgs, "domain" | "zoneId">;

const make = (args: Records) => record(() => new DnsRecords("dns", { ...base, ...args }));

describe("DnsRecords", () => {
  it("makes an A record of addresses, for five minutes unless told otherwise", async () => {
    const a = { "@": ["192.0.2.1", "192.0.2.2"] };
    const { name, inputs } = only(await make({ a }), RECORD);
    assert.equal(name, "dns-mydomain.com-a");
    assert.deepEqual(inputs, {
      zoneId: "ZMINE",
      name: "mydomain.com",
      type: "A",
      ttl: 300,
      records: ["192.0.2.1", "192.0.2.2"],
    });
    assert.equal(only(await make({ a, ttlSeconds: 60 }), RECORD).inputs.ttl, 60);
  });

  it("makes a CNAME of another host's name", async () => {
    const { inputs } = only(await make({ cname: { www: "example.org" } }), RECORD);
    assert.deepEqual(
      [inputs.name, inputs.type, inputs.records],
      ["www.mydomain.com", "CNAME", ["example.org"]],
    );
  });

  it("makes CNAMEs that lead over another one out of the domain", async () => {
    const chain = { cname: { a: "b.mydomain.com", b: "example.org" } };
    const records = ofType(await make(chain), RECORD);
    assert.equal(records.length, 2);
  });

  it("makes an alias to a thing of AWS, in AWS's zone", async () => {
    const alias = { "@": { host: "lb.example.com", zoneId: "ZELB" } };
    const { inputs } = only(await make({ alias }), RECORD);
    assert.deepEqual([inputs.type, inputs.ttl], ["A", undefined]);
    assert.deepEqual(inputs.aliases, [
      { name: "lb.example.com", zoneId: "ZELB", evaluateTargetHealth: false },
    ]);
  });

  it("makes an alias to a host of its own after that host's record", async () => {
    const records = ofType(
      await make({ alias: { home: "server" }, a: { server: ["192.0.2.1"] } }),
      RECORD,
    );
    assert.deepEqual(
      records.map(({ inputs }) => inputs.name),
      ["server.mydomain.com", "home.mydomain.com"],
    );
    assert.deepEqual(records[1]?.inputs.aliases, [
      { name: "server.mydomain.com", zoneId: "ZMINE", evaluateTargetHealth: false },
    ]);
  });

  const REFUSED: readonly [string, Records, RegExp][] = [
    ["a malformed host", { a: { "a..b": ["192.0.2.1"] } }, /a\.\.b: it is not a host/],
    ["a host with a dot", { a: { "www.": ["192.0.2.1"] } }, /ends with a dot; write www$/],
    ["a host in capitals", { cname: { WWW: "example.org" } }, /capital letters.*; write www$/],
    [
      "a whole name as zone files have it",
      { a: { "WWW.mydomain.com.": ["192.0.2.1"] } },
      /ends with the domain, which is added to it; write www$/,
    ],
    ["the domain's own name", { a: { "mydomain.com": ["192.0.2.1"] } }, /; write @$/],
    [
      "a CNAME of the domain itself",
      { cname: { "@": "example.org" } },
      /@: a CNAME is not allowed/,
    ],
    [
      "two records of one host",
      { a: { www: ["192.0.2.1"] }, cname: { www: "example.org" } },
      /www: it has another record/,
    ],
    [
      "an alias that leads nowhere",
      { alias: { home: "server" } },
      /home: there is no A record of server/,
    ],
    [
      "an alias to a host of everything's",
      { alias: { home: "constructor" } },
      /no A record of con/,
    ],
    ["a CNAME to itself", { cname: { www: "www.mydomain.com" } }, /www: it points back to itself/],
    [
      "CNAMEs around, by others",
      { cname: { x: "a.mydomain.com", a: "b.mydomain.com", b: "a.mydomain.com" } },
      /a: it points back to itself/,
    ],
    [
      "a host with the domain behind it",
      { a: { "www.mydomain.com": ["192.0.2.1"] } },
      /ends with the domain/,
    ],
    [
      "a name that is too long with the domain",
      { a: { [`${"x".repeat(60)}.`.repeat(4) + "y"]: ["192.0.2.1"] } },
      /more than 253 characters/,
    ],
    ["a time to live below nothing", { ttlSeconds: -1 }, /ttlSeconds is -1/],
  ];
  for (const [what, args, message] of REFUSED)
    it(`refuses ${what}`, () =>
      refuses(() => new DnsRecords("dns", { ...base, ...args }), message));
});
