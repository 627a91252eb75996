import type { Subject } from "../contract/check.ts";

/** One of the two VPCs that are peered, with its server. */
export interface Side {
  readonly side: "requester" | "accepter";
  readonly region: string;
  readonly vpcId: string;
  readonly serverId: string;
  /** CIDR block of the other VPC. */
  readonly peerBlock: string;
}

/** Both sides, from the lab's outputs. */
export function sidesOf({ lab }: Subject): [requester: Side, accepter: Side] {
  const [regions, vpcs] = [lab.texts("regions"), lab.texts("vpcIds")];
  const [servers, blocks] = [lab.texts("instanceIds"), lab.texts("cidrBlocks")];
  const of = (side: Side["side"], other: Side["side"]): Side => ({
    side,
    region: regions[side] ?? "",
    vpcId: vpcs[side] ?? "",
    serverId: servers[side] ?? "",
    peerBlock: blocks[other] ?? "",
  });
  return [of("requester", "accepter"), of("accepter", "requester")];
}
