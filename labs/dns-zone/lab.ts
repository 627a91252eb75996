import * as pulumi from "@pulumi/pulumi";
import { REGISTERED_DOMAIN } from "../../aws/route53/types.ts";
import { z } from "zod";
import { DnsRecords, hostsIn, recordsFault } from "../../components/dns/dns-records.ts";
import { hostName } from "../../components/dns/domain-name.ts";
import { RegisteredDomain } from "../../components/dns/registered-domain.ts";
import { defineLab } from "../contract/lab.ts";
import { address, contact, value } from "../contract/outputs.ts";
import { distinct, dnsName, ipv4Address } from "../contract/settings.ts";
import { text } from "../contract/text-setting.ts";
import { domainSettings } from "../kit/dns/domain-settings.ts";

/** By host; `@` is the domain itself. */
const records = z.strictObject({
  a: z
    .record(z.string(), distinct(ipv4Address()).min(1))
    .default({ server: ["192.0.2.10"] })
    .meta({
      description: "A records: the IPv4 addresses of each host.",
      ko: "A 레코드. 호스트별 IPv4 주소입니다.",
    }),
  cname: z.record(z.string(), dnsName()).default({ notes: "docs.aws.amazon.com" }).meta({
    description: "CNAME records: the full name that each host points to.",
    ko: "CNAME 레코드. 호스트별로 가리킬 전체 도메인 이름입니다.",
  }),
  alias: z
    .record(
      z.string(),
      text(() => undefined),
    )
    .default({ home: "server" })
    .meta({
      description: "Alias records: the host with an A record that each host points to.",
      ko: "별칭 레코드. 호스트별로 가리킬, A 레코드가 있는 호스트입니다.",
    }),
});

export const dnsZone = defineLab({
  id: "dns-zone",
  title: { ko: "Route 53으로 도메인 등록", en: "A hosted zone for a domain" },
  teaches: {
    en:
      "Create the hosted zone of a domain, and enter its four name servers at a registrar. Say what NS, SOA, A, CNAME and " +
      "alias records are for, and why the domain itself can have an alias record but not a CNAME record. " +
      "Query the zone's own name servers before the rest of the world knows them.",
    ko:
      "도메인의 호스팅 영역을 만들고, 네임서버 4개를 등록 대행자에 입력합니다. " +
      "NS, SOA, A, CNAME, 별칭 레코드의 용도와, 도메인 자체에는 CNAME 레코드를 쓸 수 없고 별칭 레코드를 쓰는 이유를 설명합니다. " +
      "네임서버 변경이 전파되기 전에 호스팅 영역의 네임서버에 직접 질의합니다.",
  },
  settings: z
    .strictObject({
      ...domainSettings,
      records: records.prefault({}).meta({
        description: "Records of the hosted zone, by host; @ is the domain itself.",
        ko: "호스팅 영역의 레코드. 호스트별로 쓰며, @는 도메인 자체입니다.",
      }),
      // Registering a domain costs money and stays manual.
      registeredDomain: z
        .strictObject({
          autoRenew: z.boolean().meta({
            description: "Whether Route 53 renews the registration automatically.",
            ko: "Route 53이 도메인 등록을 자동으로 갱신할지 여부.",
          }),
        })
        .optional()
        .meta({
          description:
            "Updates the name servers of a domain that this account has registered in Route 53; needs zoneId, the ID of a hosted zone that remains after the class. The domain's tags stay as they are.",
          ko: "이 계정이 Route 53에 등록한 도메인의 네임서버를 변경합니다. 수업이 끝나도 남는 호스팅 영역의 ID(zoneId)가 필요합니다. 도메인의 태그는 그대로 둡니다.",
        }),
    })
    .check(({ value: { domain, records }, issues }) => {
      const fault = recordsFault(records, domain);
      if (fault === undefined) return;
      const { kind, host, reason, fix } = fault;
      const [path, input] = [["records", kind, host], records[kind][host]];
      issues.push({ code: "custom", path, message: reason, params: { fix }, input });
    }),
  outputs: {
    zoneId: value("Hosted zone ID", "호스팅 영역 ID"),
    nameServers: address("Name servers", "네임서버"),
    records: value("Records", "레코드"),
    registrars: value("Where to enter the name servers", "네임서버를 입력할 위치"),
    dig: contact("Query the zone's own name servers", "호스팅 영역의 네임서버에 질의"),
    delegated: contact("Trace the delegation of the domain", "도메인 위임 추적"),
  },
  claims: ({ domain, records }) =>
    hostsIn(records).map((host) => `record ${hostName(host, domain)}`),
  outgrown: ({ domain, zoneId, registeredDomain }) =>
    registeredDomain && zoneId === undefined
      ? [
          {
            type: REGISTERED_DOMAIN,
            key: "class:labs.dns-zone.zoneId",
            value: undefined,
            reason:
              "registeredDomain needs it: a zone that the class creates is deleted with the class",
            fix: `write the ID of a hosted zone of ${domain} that the class has not created: aws route53 list-hosted-zones-by-name --dns-name ${domain}`,
          },
        ]
      : [],
  build({ parent, name, zone }, { domain, zoneId, records, registeredDomain }) {
    const { nameServers, ...made } = zone(domain, zoneId);
    const { names } = new DnsRecords(name, { domain, zoneId: made.zoneId, ...records }, { parent });
    if (registeredDomain)
      new RegisteredDomain(name, { domain, nameServers, ...registeredDomain }, { parent });
    return {
      zoneId: made.zoneId,
      nameServers,
      records: targets(domain, records),
      registrars: nameServers.apply(registrarHints),
      dig: nameServers.apply(([server = ""]) =>
        [`${domain} NS`, `${domain} SOA`, ...names].map(
          // A shell would expand `*` to file names.
          (asked) => `dig +short @${server} ${asked.replace(/^\*.*/, "'$&'")}`,
        ),
      ),
      delegated: pulumi.interpolate`dig +trace ${domain} NS`,
    };
  },
});

/** The target of each record, by its full name. */
const targets = (
  domain: string,
  { a, cname, alias }: z.output<typeof records>,
): Record<string, string> => {
  const found: readonly (readonly [host: string, target: string])[] = [
    ...Object.entries(a).map(([host, to]) => [host, `A ${to.join(", ")}`] as const),
    ...Object.entries(cname).map(([host, to]) => [host, `CNAME ${to}`] as const),
    ...Object.entries(alias).map(([host, to]) => [host, `alias ${hostName(to, domain)}`] as const),
  ];
  return Object.fromEntries(found.map(([host, target]) => [hostName(host, domain), target]));
};

/** Where to enter the name servers at a registrar; menus as of 2026. */
const registrarHints = (nameServers: readonly string[]): Record<string, string> => {
  const hosts = nameServers.join(", ");
  return {
    Gabia: `My가비아 > 도메인 > 관리 > 네임서버 > 설정: 1차부터 ${nameServers.length}차까지 ${hosts}`,
    GoDaddy: `Domain Portfolio > (domain) > DNS > Nameservers > Change Nameservers > I'll use my own nameservers: ${hosts}`,
    "Route 53": `Registered domains > (domain) > Actions > Edit name servers: ${hosts}`,
  };
};
