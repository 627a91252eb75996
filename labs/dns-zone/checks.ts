import { route53Client } from "../../aws/route53/client.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect, Failure } from "../contract/outcome.ts";
import {
  domainOf,
  nameServersAnswer,
  nameServersOf,
  recordsStand,
} from "../kit/dns/zone-checks.ts";
import { recordIn, recordsOf, type ZoneRecord } from "../kit/dns/zone-records.ts";

const zoneHasItsOwnRecords: Check = {
  name: {
    en: "the hosted zone has an SOA record, and its own name servers in the NS record",
    ko: "호스팅 영역에 SOA 레코드가 있고, NS 레코드에 할당된 네임서버가 들어 있습니다",
  },
  hint: {
    en: "copy the four name servers of the hosted zone's details into its NS record",
    ko: "호스팅 영역 세부 정보에 있는 네임서버 4개를 NS 레코드에 다시 입력하세요",
  },
  async run(subject) {
    const { lab } = subject;
    const [name, zoneId] = [domainOf(lab), lab.text("zoneId")];
    expect(await recordIn(subject, zoneId, { name, type: "SOA" }), "it has no SOA record");
    const { values = [] } = (await recordIn(subject, zoneId, { name, type: "NS" })) ?? {};
    const seen = values.map((host) => host.replace(/\.$/, "")).join(", ") || "no name server";
    const wanted = nameServersOf(lab).sort().join(", ");
    expect(seen === wanted, `the NS record has ${seen}, not ${wanted}`);
    return seen;
  },
};

const zoneIsTheOnlyOne: Check = {
  name: {
    en: "the account has one public hosted zone for the domain",
    ko: "계정에 이 도메인의 퍼블릭 호스팅 영역이 하나만 있습니다",
  },
  hint: {
    en: "delete the hosted zone that the registrar does not use: each zone answers with its own records",
    ko: "등록 대행자가 사용하지 않는 호스팅 영역을 삭제하세요. 영역마다 자기 레코드로 응답합니다",
  },
  async run({ lab, aws }) {
    const domain = domainOf(lab);
    const route53 = await aws.client(route53Client);
    const { HostedZones = [] } = await route53.listHostedZonesByName({ DNSName: domain });
    const ids = HostedZones.filter(
      ({ Name, Config }) => Name === `${domain}.` && Config?.PrivateZone !== true,
    ).map(({ Id = "" }) => Id.replace("/hostedzone/", ""));
    const seen = ids.join(", ") || "none";
    expect(seen === lab.text("zoneId"), `hosted zones of ${domain}: ${seen}`);
    return seen;
  },
};

export const proof: Proof = {
  checks: [zoneHasItsOwnRecords, zoneIsTheOnlyOne, recordsStand, nameServersAnswer],
  fault: {
    does: {
      en: "the target of one record is changed",
      ko: "레코드 하나의 대상을 바꿉니다",
    },
    foundBy: recordsStand,
    async make({ lab, aws }) {
      // The same record for everybody, whatever the order in the stack's state.
      const [record] = recordsOf(lab)
        .filter(({ alias }) => !alias)
        .toSorted((a, b) => a.name.localeCompare(b.name));
      if (!record) throw new Failure("the lab has no A or CNAME record");
      const route53 = await aws.client(route53Client);
      await route53.changeResourceRecordSets({
        HostedZoneId: lab.text("zoneId"),
        ChangeBatch: { Changes: [{ Action: "UPSERT", ResourceRecordSet: misled(record) }] },
      });
    },
  },
};

/** A record with an unused target: an address or a name reserved for documentation. */
const misled = ({ name, type }: ZoneRecord) => ({
  Name: name,
  Type: type as "A" | "CNAME",
  TTL: 300,
  ResourceRecords: [{ Value: type === "A" ? "203.0.113.99" : "elsewhere.example.com" }],
});
