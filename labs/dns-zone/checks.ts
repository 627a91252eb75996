import { route53Client } from "../../aws/route53/client.ts";
import { expect, Failure } from "../contract/outcome.ts";
import type { Proof } from "../contract/check.ts";
import {
  domainOf,
  nameServersAnswer,
  nameServersOf,
  recordsStand,
} from "../kit/dns/zone-checks.ts";
import { recordIn, recordsOf, type ZoneRecord } from "../kit/dns/zone-records.ts";

export const proof: Proof = {
  checks: [
    {
      name: "the zone has its SOA record, and the name servers given out as NS",
      hint: "put the four name servers of the zone's details back into its NS record",
      async run(subject) {
        const { lab } = subject;
        const [name, zoneId] = [domainOf(lab), lab.text("zoneId")];
        expect(await recordIn(subject, zoneId, { name, type: "SOA" }), "it has no SOA record");
        const { values = [] } = (await recordIn(subject, zoneId, { name, type: "NS" })) ?? {};
        const seen = values.map((host) => host.replace(/\.$/, "")).join(", ") || "nobody";
        const wanted = nameServersOf(lab).sort().join(", ");
        expect(seen === wanted, `NS names ${seen}, not ${wanted}`);
        return seen;
      },
    },
    {
      name: "the account has one public zone of the domain",
      hint: "delete the zone that the registrar does not name: each answers with its own records",
      async run({ lab, aws }) {
        const domain = domainOf(lab);
        const route53 = await aws.client(route53Client);
        const { HostedZones = [] } = await route53.listHostedZonesByName({ DNSName: domain });
        const ids = HostedZones.filter(
          ({ Name, Config }) => Name === `${domain}.` && Config?.PrivateZone !== true,
        ).map(({ Id = "" }) => Id.replace("/hostedzone/", ""));
        const seen = ids.join(", ") || "none";
        expect(seen === lab.text("zoneId"), `zones of ${domain}: ${seen}`);
        return seen;
      },
    },
    recordsStand,
    nameServersAnswer,
  ],
  fault: {
    does: "a record leads somewhere else",
    foundBy: recordsStand.name,
    async make({ lab, aws }) {
      const record = recordsOf(lab).find(({ alias }) => !alias);
      if (!record) throw new Failure("the lab has no A or CNAME record");
      const route53 = await aws.client(route53Client);
      await route53.changeResourceRecordSets({
        HostedZoneId: lab.text("zoneId"),
        ChangeBatch: { Changes: [{ Action: "UPSERT", ResourceRecordSet: misled(record) }] },
      });
    },
  },
};

/** A record with a target that is nobody's: an address and a name that are kept for documentation. */
const misled = ({ name, type }: ZoneRecord) => ({
  Name: name,
  Type: type as "A" | "CNAME",
  TTL: 300,
  ResourceRecords: [{ Value: type === "A" ? "203.0.113.99" : "elsewhere.example.com" }],
});
