import assert from "node:assert/strict";
import { Resolver } from "node:dns/promises";
import type { Change, ResourceRecordSet } from "@aws-sdk/client-route-53";
import { Aws } from "../../../aws/clients.ts";
import { route53Client } from "../../../aws/route53/client.ts";
import { emulatorEnv } from "../../../engine/emulator/emulator-answer.ts";
import { Emulated } from "../../../engine/traffic/emulated.ts";
import type { NameServer } from "../../../engine/traffic/names/name-server.ts";
import { startNames } from "../../../engine/traffic/names/names.ts";
import { Websites } from "../../../engine/traffic/websites/websites.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";
import { settled } from "./settled.ts";

const REGION = "ap-northeast-2";
/** That of S3's websites in this region. https://docs.aws.amazon.com/general/latest/gr/s3.html */
const WEBSITES = { HostedZoneId: "Z3W03O7B5YMIYP", DNSName: `s3-website.${REGION}.amazonaws.com` };

/** A client of the name server, of a zone that was made by AWS's API. */
describe("Route 53 on this machine", () => {
  const { endpoint, unique } = emulatedAws();
  let names: NameServer;
  let aws: Aws;
  let client: Resolver;
  let domain: string;

  before(async () => {
    const emulated = new Emulated(endpoint());
    names = await startNames(emulated, [new Websites(emulated)], 0);
    aws = new Aws({ region: REGION, env: emulatorEnv(endpoint()) });
    client = new Resolver({ timeout: 5000, tries: 1 });
    client.setServers([`127.0.0.1:${names.port}`]);
  });
  after(() => {
    names.close();
  });
  beforeEach(() => {
    domain = `${unique("zone")}.test`;
  });

  /** Makes the zone of the domain. @returns its name servers */
  async function zone(...records: ResourceRecordSet[]): Promise<string[]> {
    const route53 = await aws.client(route53Client);
    const { HostedZone, DelegationSet } = await route53.createHostedZone({
      ...{ Name: domain, CallerReference: domain },
    });
    const Changes = records.map((ResourceRecordSet) => ({
      ...{ Action: "CREATE" as const, ResourceRecordSet },
    }));
    if (Changes.length > 0)
      await route53.changeResourceRecordSets({
        ...{ HostedZoneId: HostedZone?.Id, ChangeBatch: { Changes } },
      });
    await settled(); // the zones that there are were read a moment ago
    return DelegationSet?.NameServers ?? [];
  }
  const a = (host: string, ...addresses: string[]): ResourceRecordSet => ({
    ...{ Name: `${host}.${domain}`, Type: "A", TTL: 60 },
    ResourceRecords: addresses.map((Value) => ({ Value })),
  });

  it("names a zone's own servers, and who keeps it", async () => {
    const servers = await zone();
    assert.equal(servers.length, 4);
    assert.deepEqual((await client.resolveNs(domain)).sort(), servers.toSorted());
    const { nsname, minttl } = await client.resolveSoa(domain);
    assert.deepEqual([servers.includes(nsname), minttl], [true, 86_400]);
  });

  it("answers with records, aliases of the zone and of services, and wildcards", async () => {
    const alias = (host: string, AliasTarget: object): ResourceRecordSet =>
      ({
        ...{ Name: `${host}${domain}`, Type: "A" },
        AliasTarget: { EvaluateTargetHealth: false, ...AliasTarget },
      }) as ResourceRecordSet;
    await zone(
      a("server", "192.0.2.10", "192.0.2.11"),
      a("*.any", "192.0.2.20"),
      alias("", WEBSITES),
      {
        ...{ Name: `www.${domain}`, Type: "CNAME", TTL: 60 },
        ResourceRecords: [{ Value: `server.${domain}` }],
      },
    );
    assert.deepEqual(await client.resolve4(`server.${domain}`), ["192.0.2.10", "192.0.2.11"]);
    assert.deepEqual(await client.resolve4(`www.${domain}`), ["192.0.2.10", "192.0.2.11"]);
    assert.deepEqual(await client.resolve4(`what.ever.any.${domain}`), ["192.0.2.20"]);
    assert.deepEqual(await client.resolve4(domain), ["127.0.0.1"]);
  });

  it("goes on when a record is mistyped", async () => {
    await zone(a("server", "192.0.2.10"), {
      ...{ Name: `mail.${domain}`, Type: "MX", TTL: 60 },
      ResourceRecords: [{ Value: "70000 mx.example.org" }],
    });
    await assert.rejects(client.resolveMx(`mail.${domain}`), { code: "ENODATA" });
    assert.deepEqual(await client.resolve4(`server.${domain}`), ["192.0.2.10"]);
  });

  it("keeps a zone's own records, which can be replaced", async () => {
    const route53 = await aws.client(route53Client);
    await zone();
    const { HostedZones = [] } = await route53.listHostedZonesByName({ DNSName: domain });
    const HostedZoneId = HostedZones[0]?.Id;
    const { ResourceRecordSets = [] } = await route53.listResourceRecordSets({ HostedZoneId });
    assert.deepEqual(ResourceRecordSets.map(({ Type }) => Type).sort(), ["NS", "SOA"]);
    const change = (...Changes: Change[]) =>
      route53.changeResourceRecordSets({ HostedZoneId, ChangeBatch: { Changes } });
    for (const made of ResourceRecordSets) {
      const ResourceRecordSet = { ...made, TTL: 300 };
      await change({ Action: "UPSERT", ResourceRecordSet });
      const gone = { Action: "DELETE" as const, ResourceRecordSet };
      const message = /^\[A HostedZone must contain .* record( for the zone itself)?\.\]$/;
      await assert.rejects(change(gone), { name: "InvalidChangeBatch", message });
      await change(gone, { Action: "CREATE", ResourceRecordSet: { ...made, TTL: 600 } });
    }
    await route53.deleteHostedZone({ Id: HostedZoneId });
  });

  it("says what is not there, and refuses what is in no zone", async () => {
    await zone(a("server", "192.0.2.10"));
    const code = async (name: string, type: "A" | "MX") =>
      client.resolve(name, type).then(
        () => "answered",
        (error: unknown) => (error as { code: string }).code,
      );
    assert.equal(await code(`none.${domain}`, "A"), "ENOTFOUND");
    assert.equal(await code(`server.${domain}`, "MX"), "ENODATA");
    assert.equal(await code("example.com", "A"), "EREFUSED");
  });
});
