import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";
import { hostName, isHost, MAX_NAME } from "./domain-name.ts";

/** An AWS resource with its own hosted zone: a load balancer, a distribution, a website endpoint. */
export interface AliasTarget {
  readonly host: pulumi.Input<string>;
  /** The hosted zone of the host, which belongs to AWS. */
  readonly zoneId: pulumi.Input<string>;
}

/** Records by their host: `www`, `a.b`, `*`, or `@` for the domain itself. */
type ByHost<T> = Readonly<Record<string, T>>;

export interface DnsRecordsArgs {
  readonly domain: string;
  readonly zoneId: pulumi.Input<string>;
  /** IPv4 addresses. @default {} */
  readonly a?: ByHost<readonly pulumi.Input<string>[]>;
  /** The full name of another host; not allowed for `@`. @default {} */
  readonly cname?: ByHost<pulumi.Input<string>>;
  /** The target for which Route 53 answers: an AWS resource, or another host of this domain with an A record. @default {} */
  readonly alias?: ByHost<AliasTarget | string>;
  /** The TTL of A and CNAME records, in seconds; an alias has its target's. @default 300 */
  readonly ttlSeconds?: number;
}

/**
 * The records of a zone. No cost: see HostedZone.
 *
 * @example new DnsRecords("dns", { domain: "mydomain.com", zoneId, a: { "@": ["203.0.113.7"] }, alias: { www: "@" } });
 */
export class DnsRecords extends pulumi.ComponentResource {
  /** The full names, in the order of a, cname, alias. */
  readonly names: readonly string[];

  /** @throws when a host is malformed or has two records, `@` has a CNAME, or an alias points to a host without A record. */
  constructor(name: string, args: DnsRecordsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:dns-records:DnsRecords", name, {}, opts);
    const { domain, zoneId, a = {}, cname = {}, alias = {}, ttlSeconds: ttl = 300 } = args;
    inRange("ttlSeconds", ttl, 0, 604_800);
    const fault = recordsFault({ a, cname, alias }, domain);
    if (fault !== undefined) throw new Error(`${fault.host}: ${fault.reason}; ${fault.fix}`);
    const child = { parent: this };

    const record = (
      host: string,
      type: "A" | "CNAME",
      value: Pick<aws.route53.RecordArgs, "aliases" | "records" | "ttl">,
      dependsOn: pulumi.Resource[] = [],
    ) =>
      new aws.route53.Record(
        `${name}-${hostName(host, domain)}-${type.toLowerCase()}`,
        { zoneId, name: hostName(host, domain), type, ...value },
        { ...child, dependsOn },
      );
    const addresses = new Map(
      Object.entries(a).map(([host, records]) => [
        host,
        record(host, "A", { ttl, records: [...records] }),
      ]),
    );
    for (const [host, target] of Object.entries(cname))
      record(host, "CNAME", { ttl, records: [target] });
    for (const [host, target] of Object.entries(alias)) {
      const own = typeof target === "string" ? addresses.get(target) : undefined;
      const aliasTo =
        typeof target === "string" ? { host: hostName(target, domain), zoneId } : target;
      const aliases = [{ name: aliasTo.host, zoneId: aliasTo.zoneId, evaluateTargetHealth: false }];
      // Route 53 refuses an alias to a record that does not exist yet.
      record(host, "A", { aliases }, own ? [own] : []);
    }

    this.names = hostsIn({ a, cname, alias }).map((host) => hostName(host, domain));
    this.registerOutputs({ names: this.names });
  }
}

type Records = Pick<DnsRecordsArgs, "a" | "cname" | "alias">;

/** The hosts of all records. */
export const hostsIn = ({ a = {}, cname = {}, alias = {} }: Records): string[] =>
  [a, cname, alias].flatMap((records) => Object.keys(records));

/** What Route 53 would refuse, and how to fix it. */
export interface RecordsFault {
  readonly kind: "a" | "cname" | "alias";
  readonly host: string;
  readonly reason: string;
  readonly fix: string;
}

/** The first error in a domain's records; undefined when they are valid. */
export function recordsFault(
  { a = {}, cname = {}, alias = {} }: Records,
  domain: string,
): RecordsFault | undefined {
  const taken = new Set<string>();
  for (const [kind, records] of Object.entries({ a, cname, alias }) as [
    RecordsFault["kind"],
    ByHost<unknown>,
  ][])
    for (const [host, value] of Object.entries(records)) {
      const fault = (reason: string, fix: string) => ({ kind, host, reason, fix });
      const plain = host.toLowerCase().replace(/\.$/, "");
      if (plain === domain || plain.endsWith(`.${domain}`))
        return fault(
          "it ends with the domain, which is added to it",
          `write ${plain === domain ? "@" : plain.slice(0, -domain.length - 1)}`,
        );
      if (!isHost(plain))
        return fault(
          "it is not a host name in the domain",
          "write its name before the domain, e.g. www, or @ for the domain itself",
        );
      if (plain !== host)
        return fault("it has capital letters, or ends with a dot", `write ${plain}`);
      if (hostName(host, domain).length > MAX_NAME)
        return fault(`with ${domain} it has more than ${MAX_NAME} characters`, "shorten it");
      if (kind === "cname" && host === "@")
        return fault("a CNAME is not allowed at the domain itself", "write an alias");
      if (taken.has(host)) return fault("it has another record already", "keep one of them");
      if (typeof value === "string" && kind === "alias" && !Object.hasOwn(a, value))
        return fault(
          `there is no A record of ${value} that it could point to`,
          "choose a host that has one",
        );
      if (kind === "cname" && isCircular(host, cname, domain))
        return fault(
          "it points back to itself, so it has no address",
          "point it to a host with an A record, or outside the domain",
        );
      taken.add(host);
    }
  return undefined;
}

/** Whether CNAME records of the domain, followed from a host, come back to it. */
function isCircular(host: string, cname: ByHost<unknown>, domain: string): boolean {
  const targets = new Map(
    Object.entries(cname).map(([from, to]) => [hostName(from, domain), to] as const),
  );
  const start = hostName(host, domain);
  let next = targets.get(start);
  for (let steps = 0; typeof next === "string" && steps < targets.size; steps++) {
    if (next === start) return true;
    next = targets.get(next);
  }
  return false;
}
