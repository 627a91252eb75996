import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { overlaps, parseCidr } from "../../lib/cidr.ts";
import type { Network } from "./network.ts";

export interface PeeringArgs {
  /** The network that requests the connection. */
  readonly requester: Network;
  /** The network that accepts it; in the same or another region, in the same account. */
  readonly accepter: Network;
}

/**
 * Connects two networks by private addresses: an accepted peering connection, and a route to the other side in every route
 * table of both. Free within a zone; $0.01 a GB between zones, about $0.08 from Seoul to Tokyo.
 *
 * @example new Peering("offices", { requester: seoul, accepter: tokyo });
 */
export class Peering extends pulumi.ComponentResource {
  readonly peeringConnectionId: pulumi.Output<string>;

  /** @throws when the networks' address blocks overlap, because routes could not distinguish them. */
  constructor(
    name: string,
    { requester, accepter }: PeeringArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("class:peering:Peering", name, {}, opts);
    if (overlaps(parseCidr(requester.cidrBlock), parseCidr(accepter.cidrBlock)))
      throw new Error(
        `${requester.cidrBlock} and ${accepter.cidrBlock} overlap: peered networks need different address ranges`,
      );
    const child = { parent: this };

    const asked = new aws.ec2.VpcPeeringConnection(
      name,
      {
        vpcId: requester.vpcId,
        peerVpcId: accepter.vpcId,
        peerRegion: accepter.region,
        region: requester.region,
      },
      child,
    );
    const accepted = new aws.ec2.VpcPeeringConnectionAccepter(
      name,
      { vpcPeeringConnectionId: asked.id, autoAccept: true, region: accepter.region },
      child,
    );
    const sides = [
      ["requester", requester, accepter],
      ["accepter", accepter, requester],
    ] as const;
    for (const [side, from, to] of sides)
      for (const [key, routeTableId] of Object.entries(from.routeTableIds))
        new aws.ec2.Route(
          `${name}-${side}-${key}`,
          {
            routeTableId,
            destinationCidrBlock: to.cidrBlock,
            vpcPeeringConnectionId: accepted.vpcPeeringConnectionId,
            region: from.region,
          },
          child,
        );

    this.peeringConnectionId = accepted.vpcPeeringConnectionId;
    this.registerOutputs({ peeringConnectionId: this.peeringConnectionId });
  }
}
