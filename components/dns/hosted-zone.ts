import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { takesHooks } from "../shared/hooks.ts";
import { requireDomainName } from "./domain-name.ts";

export interface HostedZoneArgs {
  /** The domain of the zone, e.g. `mydomain.com`. */
  readonly domain: string;
  /** Deletes manually added records together with the zone; without it, destroying a zone that has any fails. */
  readonly forceDestroy: boolean;
  /**
   * An existing zone of that domain, e.g. the one that Route 53 creates for a domain bought there; it is not changed. @default
   * a new zone
   */
  readonly existingZoneId?: string | undefined;
  /**
   * The zone of a domain above this one, in this account: a record in it delegates the domain to this zone. @default nobody
   * delegates it: its name servers are entered at the registrar
   */
  readonly parentZoneId?: string | undefined;
}

/**
 * A public Route 53 zone. It answers on the internet once the domain's registrar has the zone's four name servers.
 *
 * A new zone is refused when the account already has a public one for the domain: each zone answers with its own records, and
 * the registrar's name servers decide which of them is used. Needs a Pulumi version with resource hooks (3.182 or later).
 *
 * $0.50 a month, from 12 hours on, and $0.40 per million queries; alias queries are free.
 *
 * @example new HostedZone("zone", { domain: "mydomain.com", forceDestroy: true });
 */
export class HostedZone extends pulumi.ComponentResource {
  readonly domain: string;
  readonly zoneId: pulumi.Output<string>;
  /** The four name servers to enter at the registrar. */
  readonly nameServers: pulumi.Output<string[]>;

  /** @throws when the domain is not valid, or the existing zone belongs to another domain. */
  constructor(name: string, args: HostedZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:hosted-zone:HostedZone", name, {}, opts);
    const { domain, forceDestroy, existingZoneId, parentZoneId } = args;
    requireDomainName(domain);

    const zone =
      existingZoneId === undefined
        ? new aws.route53.Zone(
            name,
            { name: domain, forceDestroy, comment: "" },
            { parent: this, hooks: takesHooks() ? { beforeCreate: [onlyZone(name, this)] } : {} },
          )
        : existingZone(domain, existingZoneId, this);

    if (parentZoneId !== undefined)
      new aws.route53.Record(
        `${name}-delegation`,
        {
          ...{ zoneId: parentZoneId, name: domain, type: "NS", ttl: 300 },
          records: zone.nameServers,
          // Somebody may have delegated the domain by hand, when this did not exist.
          allowOverwrite: true,
        },
        { parent: this },
      );

    this.domain = domain;
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.registerOutputs({ zoneId: this.zoneId, nameServers: this.nameServers });
  }
}

const existingZone = (domain: string, zoneId: string, parent: pulumi.Resource) =>
  aws.route53.getZoneOutput({ zoneId }, { parent }).apply((zone) => {
    requireDomain(domain, zone);
    return zone;
  });

/** @throws when the zone belongs to another domain. On mocks a zone has no name, so it is accepted. */
export function requireDomain(
  domain: string,
  { name, zoneId }: Partial<Pick<aws.route53.GetZoneResult, "name" | "zoneId">>,
): void {
  if (name !== undefined && name.replace(/\.$/, "") !== domain)
    throw new Error(
      `zone ${zoneId} belongs to ${name}, not to ${domain}: use the id of the domain's zone`,
    );
}

/** Also checks in a preview, which then shows what would be refused. */
const onlyZone = (name: string, parent: pulumi.Resource): pulumi.ResourceHook =>
  new pulumi.ResourceHook(
    `${name}-only-zone`,
    async ({ newInputs }) => {
      // In an account without zones the list is missing, although its type is not optional.
      const found: Partial<aws.route53.GetZonesResult> = await aws.route53.getZones({ parent });
      const ids = found.ids ?? [];
      const zones = await Promise.all(
        ids.map((zoneId) => aws.route53.getZone({ zoneId }, { parent })),
      );
      requireNoZone((newInputs as { name: string }).name, zones);
    },
    { onDryRun: true },
  );

/** @throws when the account has a public zone of that name. */
export function requireNoZone(
  domain: string,
  zones: readonly Pick<aws.route53.GetZoneResult, "name" | "privateZone" | "zoneId">[],
): void {
  const other = zones.find(
    ({ name, privateZone }) => name.replace(/\.$/, "") === domain && privateZone !== true,
  );
  if (other)
    throw new Error(
      `the account already has a zone for ${domain}, ${other.zoneId}, and a second one would answer differently: use its id, or delete it`,
    );
}
