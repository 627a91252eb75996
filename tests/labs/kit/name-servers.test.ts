import assert from "node:assert/strict";
import { CannotTell, Failure } from "../../../labs/contract/outcome.ts";
import { dnsZone } from "../../../labs/dns-zone/lab.ts";
import { NameServers } from "../../../labs/kit/dns/name-servers.ts";
import { expectAnswers } from "../../../labs/kit/dns/zone-checks.ts";
import type { ZoneRecord } from "../../../labs/kit/dns/zone-records.ts";
import { nameServer, type NameRecords, REFUSED } from "../../support/name-server.ts";
import { resourceOf, subjectOf } from "../../support/subjects.ts";

const DOMAIN = "aws-class.test";
const HOSTS = ["ns-1.example.com", "ns-2.example.org"];

/** The zone as the lab makes it. */
const ZONE: Readonly<Record<string, NameRecords>> = {
  [DOMAIN]: { NS: HOSTS, SOA: ["ns-1.example.com"] },
  "server.aws-class.test": { A: ["192.0.2.10"] },
  "home.aws-class.test": { A: ["192.0.2.10"] },
  "notes.aws-class.test": { CNAME: ["docs.aws.amazon.com"] },
};

const a = (host: string, ...values: string[]): ZoneRecord => ({
  name: `${host}.${DOMAIN}`,
  type: "A",
  values,
  alias: false,
});
const alias = (host: string, target: string): ZoneRecord => ({ ...a(host, target), alias: true });
const cname = (host: string, target: string): ZoneRecord => ({ ...a(host, target), type: "CNAME" });

describe("a zone's name servers", () => {
  const server = nameServer();
  const asked = async (zone: Parameters<typeof server.serve>[0], record: ZoneRecord) =>
    new NameServers([await server.serve(zone)]).expectRecord(record, DOMAIN);

  it("answer with A, CNAME and alias records", async () => {
    assert.equal(await asked(ZONE, a("server", "192.0.2.10")), "server.aws-class.test: 192.0.2.10");
    assert.match(await asked(ZONE, cname("notes", "docs.aws.amazon.com")), /docs\.aws/);
    assert.match(await asked(ZONE, alias("home", "server.aws-class.test")), /192\.0\.2\.10/);
  });

  it("give the addresses of a record in any order", async () => {
    const zone = { "server.aws-class.test": { A: ["192.0.2.2", "192.0.2.1"] } };
    assert.match(await asked(zone, a("server", "192.0.2.1", "192.0.2.2")), /2\.1, 192\.0\.2\.2$/);
  });

  it("may give any address for a service of AWS", async () => {
    const site = alias("home", "s3-website.ap-northeast-2.amazonaws.com");
    assert.equal(await asked(ZONE, site), "home.aws-class.test: 192.0.2.10");
  });

  it("fail when a record leads elsewhere", async () => {
    for (const record of [a("server", "192.0.2.99"), cname("notes", "elsewhere.example.com")])
      await assert.rejects(asked(ZONE, record), /leads to .*, not to .*(99|elsewhere)/);
    const moved = { ...ZONE, "home.aws-class.test": { A: ["192.0.2.11"] } };
    await assert.rejects(
      asked(moved, alias("home", "server.aws-class.test")),
      /leads to 192\.0\.2\.11, not to 192\.0\.2\.10/,
    );
  });

  it("fail when they know no such name, no such record, or not the zone", async () => {
    const unknown = asked(ZONE, a("nobody", "192.0.2.10"));
    await assert.rejects(unknown, isFailure(/ENOTFOUND to nobody\.aws-class\.test A/));
    const another = asked(ZONE, cname("server", "docs.aws.amazon.com"));
    await assert.rejects(another, isFailure(/ENODATA to server\.aws-class\.test CNAME/));
    const refused = asked(REFUSED, a("server", "192.0.2.10"));
    await assert.rejects(refused, isFailure(/EREFUSED/));
  });

  it("cannot be judged when none of them answers", async () => {
    const nobody = new NameServers(["127.0.0.1:1"]);
    await assert.rejects(
      nobody.expectRecord(a("server", "192.0.2.10"), DOMAIN),
      (error) => error instanceof CannotTell && error.message.includes("do not answer"),
    );
  });
});

describe("the answers for a lab's zone", () => {
  const server = nameServer();
  const record = (name: string, type: string, more: Record<string, unknown>) =>
    resourceOf("dns-zone", "aws:route53/record:Record", name, { name, type, ...more });
  const { lab } = subjectOf(dnsZone, {
    outputs: { nameServers: HOSTS },
    resources: [
      record("server.aws-class.test", "A", { records: ["192.0.2.10"] }),
      record("notes.aws-class.test", "CNAME", { records: ["docs.aws.amazon.com"] }),
      record("home.aws-class.test", "A", { aliases: [{ name: "server.aws-class.test" }] }),
    ],
  });
  const answers = async (zone: typeof ZONE) =>
    expectAnswers(new NameServers([await server.serve(zone)]), lab);

  it("are its name servers, its SOA and each record", async () => {
    assert.equal(
      await answers(ZONE),
      "2 name servers; SOA of ns-1.example.com; server.aws-class.test: 192.0.2.10; " +
        "notes.aws-class.test: docs.aws.amazon.com; home.aws-class.test: 192.0.2.10",
    );
  });

  it("are wrong when the zone names somebody else's name servers", async () => {
    const zone = { ...ZONE, [DOMAIN]: { ...ZONE[DOMAIN], NS: ["ns.example.net"] } };
    await assert.rejects(
      answers(zone),
      /has ns\.example\.net, which is not a name server of the zone/,
    );
  });

  it("are wrong when the zone has no SOA", async () => {
    const zone = { ...ZONE, [DOMAIN]: { NS: HOSTS } };
    await assert.rejects(answers(zone), /ENODATA to aws-class\.test SOA/);
  });
});

const isFailure = (message: RegExp) => (error: unknown) =>
  error instanceof Failure && message.test(error.message);
