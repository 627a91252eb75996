import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { RunError } from "@pulumi/pulumi/errors.js";
import { HostedZone } from "../components/dns/hosted-zone.ts";
import { Network } from "../components/network/network.ts";
import type { SharedNetwork } from "../components/network/shared-network.ts";
import { Server } from "../components/server/server.ts";
import { labTags } from "../labs/contract/tags.ts";
import { serverPlace } from "../labs/kit/server/server-place.ts";
import type { ClassConfig } from "./config.ts";
import type { FoundationId } from "./foundation-ids.ts";
import type { Shared } from "./students/keys.ts";
import { zoneAbove } from "./students/zones.ts";

/** The class's network in a student's stack. */
const outputsOf = ({ vpcId, cidrBlock, ...subnets }: Shared["network"]): SharedNetwork => ({
  vpcId: pulumi.output(vpcId),
  cidrBlock,
  publicSubnetIds: subnets.publicSubnetIds.map((id) => pulumi.output(id)),
  privateSubnetIds: subnets.privateSubnetIds.map((id) => pulumi.output(id)),
});

/** The foundations that several labs share: each is created once, for the first lab that needs it. */
export class Foundations {
  readonly #config: ClassConfig;
  readonly #group: (name: FoundationId) => pulumi.Resource;
  #network?: Network;
  #keyPair?: aws.ec2.KeyPair;
  #server?: Server;
  #dns?: pulumi.Resource;
  readonly #zones = new Map<string, { zone: HostedZone; existingZoneId: string | undefined }>();

  /** @param group creates a foundation's parent component */
  constructor(config: ClassConfig, group: (name: FoundationId) => pulumi.Resource) {
    this.#config = config;
    this.#group = group;
  }

  /** The VPC for labs that need one but do not teach it. */
  network(): SharedNetwork {
    const { region, network, shared } = this.#config;
    if (shared) return outputsOf(shared.network);
    const { zones, flowLogs, ...rest } = network;
    const availabilityZones = zones.map((letter) => `${region}${letter}`);
    this.#network ??= new Network(
      "network",
      { ...rest, availabilityZones, ...(flowLogs && { flowLogs: { retentionDays: 7 } }) },
      { parent: this.#group("network") },
    );
    return this.#network;
  }

  /** The key pair of all servers, from the public key in the stack's config. */
  keyName(): pulumi.Output<string> | undefined {
    const { publicKey } = this.#config;
    if (publicKey === undefined) return undefined;
    this.#keyPair ??= new aws.ec2.KeyPair("key", { publicKey }, { parent: this.#group("key") });
    return this.#keyPair.keyName;
  }

  /**
   * A domain's zone. Two zones of one domain could give different answers, so all labs share one.
   *
   * @throws when one lab wants an existing zone and another wants a new one, or a different one
   */
  zone(domain: string, existingZoneId?: string): HostedZone {
    const found = this.#zones.get(domain);
    if (found === undefined) {
      this.#dns ??= this.#group("dns");
      const { protect, shared } = this.#config;
      // A zone that exists is delegated already, or is not meant to be.
      const above = existingZoneId === undefined ? zoneAbove(domain, shared?.zones) : undefined;
      const args = {
        ...{ domain, existingZoneId, forceDestroy: !protect },
        parentZoneId: above?.zoneId,
      };
      const zone = new HostedZone(domain, args, { parent: this.#dns });
      this.#zones.set(domain, { zone, existingZoneId });
      return zone;
    }
    if (found.existingZoneId !== existingZoneId)
      throw new RunError(
        `two labs have domain ${domain}, one with zoneId ${found.existingZoneId ?? "unset"}, one with ${existingZoneId ?? "unset"}: a domain has one zone, write the same zoneId in both`,
      );
    return found.zone;
  }

  /** The zones so far, in the order in which labs have asked for them. */
  get zones(): readonly HostedZone[] {
    return [...this.#zones.values()].map(({ zone }) => zone);
  }

  /** The practice server, from which labs create images; see docs/decisions/practice-server.md. */
  server(): Server {
    this.#server ??= new Server(
      "practice-server",
      serverPlace({
        config: this.#config,
        tags: labTags(this.#config, "practice-server"),
        network: () => this.network(),
        keyName: () => this.keyName(),
      }),
      { parent: this.#group("practice-server") },
    );
    return this.#server;
  }
}
