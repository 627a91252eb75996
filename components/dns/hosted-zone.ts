import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { takesHooks } from "../shared/hooks.ts";
import { requireDomainName } from "./domain-name.ts";

export interface HostedZoneArgs {
  /** Name that the zone answers for, e.g. `mydomain.com`. */
  readonly domain: string;
  /** Deletes records that were added by hand together with the zone; without it, destroying a zone that has any fails. */
  readonly forceDestroy: boolean;
  /** Zone of that name that exists, e.g. the one Route 53 makes for a domain bought there; it is left as it is. @default a new zone */
  readonly existingZoneId?: string | undefined;
}

/**
 * A public Route 53 zone: where the world looks a domain up, once its registrar names the zone's four name servers.
 *
 * A new zone is refused where the account has a public one of that name: each answers with its own records, and which
 * of them the world sees depends on the registrar. Needs an engine with resource hooks (Pulumi 3.182 or later).
 *
 * $0.50 a month, from 12 hours on, and $0.40 per million queries; alias queries are free.
 *
 * @example new HostedZone("zone", { domain: "mydomain.com", forceDestroy: true });
 */
export class HostedZone extends pulumi.ComponentResource {
  readonly domain: string;
  readonly zoneId: pulumi.Output<string>;
  /** The four hosts to give to the registrar. */
  readonly nameServers: pulumi.Output<string[]>;

  /** @throws when the name is no domain name, or the existing zone has another. */
  constructor(name: string, args: HostedZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:hosted-zone:HostedZone", name, {}, opts);
    const { domain, forceDestroy, existingZoneId } = args;
    requireDomainName(domain);

    const zone =
      existingZoneId === undefined
        ? new aws.route53.Zone(
            name,
            { name: domain, forceDestroy, comment: "" },
            { parent: this, hooks: takesHooks() ? { beforeCreate: [onlyZone(name, this)] } : {} },
          )
        : existingZone(domain, existingZoneId, this);

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

/** @throws when the zone is another domain's. On mocks, where nobody knows whose zone an id is, it has no name. */
export function requireDomain(
  domain: string,
  { name, zoneId }: Partial<Pick<aws.route53.GetZoneResult, "name" | "zoneId">>,
): void {
  if (name !== undefined && name.replace(/\.$/, "") !== domain)
    throw new Error(
      `zone ${zoneId} belongs to ${name}, not to ${domain}: use the id of the domain's zone`,
    );
}

/** In a preview, too: it shows what would be refused. */
const onlyZone = (name: string, parent: pulumi.Resource): pulumi.ResourceHook =>
  new pulumi.ResourceHook(
    `${name}-only-zone`,
    async ({ newInputs }) => {
      // An account without zones has no list of them either, whatever the type says.
      const found: Partial<aws.route53.GetZonesResult> = await aws.route53.getZones({ parent });
      const ids = found.ids ?? [];
      const zones = await Promise.all(
        ids.map((zoneId) => aws.route53.getZone({ zoneId }, { parent })),
      );
      requireNoZone((newInputs as { name: string }).name, zones);
    },
    { onDryRun: true },
  );

/** @throws when one of the account's zones is public and of that name. */
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
