import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { DnsRecords, hostsIn, recordsFault } from "../../components/dns/dns-records.ts";
import { hostName } from "../../components/dns/domain-name.ts";
import { RegisteredDomain } from "../../components/dns/registered-domain.ts";
import { domainSettings } from "../kit/dns/domain-settings.ts";
import { defineLab } from "../contract/lab.ts";
import { domainName, ipv4Address } from "../contract/settings.ts";

/** By the host before the domain; `@` is the domain itself. */
const records = z
  .strictObject({
    a: z.record(z.string(), z.array(ipv4Address()).min(1)).default({ server: ["192.0.2.10"] }),
    cname: z.record(z.string(), domainName()).default({ notes: "docs.aws.amazon.com" }),
    alias: z.record(z.string(), z.string()).default({ home: "server" }),
  })
  .check(({ value, issues }) => {
    const fault = recordsFault(value);
    if (fault === undefined) return;
    const { kind, host, reason, fix } = fault;
    const input = value[kind][host];
    issues.push({ code: "custom", path: [kind, host], message: reason, params: { fix }, input });
  });

export const dnsZone = defineLab({
  id: "dns-zone",
  title: { ko: "route53으로 도메인 등록", en: "A zone for a domain" },
  teaches:
    "Make the hosted zone of a domain, and tell a registrar its four name servers. Say what NS, SOA, A, CNAME and alias " +
    "records are for, and why the domain itself takes an alias but no CNAME. " +
    "Ask the zone's own name servers before the rest of the world knows them.",
  settings: z.strictObject({
    ...domainSettings,
    records: records.prefault({}),
    // For a domain that this account has registered in Route 53; buying one stays a thing to do by hand.
    registeredDomain: z.strictObject({ autoRenew: z.boolean() }).optional(),
  }),
  claims: ({ domain, records }) =>
    hostsIn(records).map((host) => `record ${hostName(host, domain)}`),
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
          (asked) => `dig +short @${server} ${asked}`,
        ),
      ),
      delegated: pulumi.interpolate`dig +trace ${domain} NS`,
    };
  },
});

/** What each record leads to, by its whole name. */
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

/** Where a registrar wants the name servers; the menus as of 2026. */
const registrarHints = (nameServers: readonly string[]): Record<string, string> => {
  const hosts = nameServers.join(", ");
  return {
    Gabia: `My가비아 > 도메인 > 관리 > 네임서버 > 설정: 1차부터 ${nameServers.length}차까지 ${hosts}`,
    GoDaddy: `Domain Portfolio > (domain) > DNS > Nameservers > Change Nameservers > I'll use my own nameservers: ${hosts}`,
    "Route 53": `Registered domains > (domain) > Actions > Edit name servers: ${hosts}`,
  };
};
