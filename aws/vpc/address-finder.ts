import { all, type Finder, oncePerSearch, tagsOf, type Tie } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { INSTANCE } from "../ec2/types.ts";
import { inVpc } from "./in-vpc.ts";
import { natGatewayCharge } from "./price.ts";
import { publicAddress } from "./traffic.ts";
import { EIP, NAT_GATEWAY } from "./types.ts";

const natGatewaysIn = oncePerSearch(async ({ client }) => {
  const ec2 = await client(ec2Client);
  return all(ec2.paginateDescribeNatGateways({}), ({ NatGateways }) => NatGateways);
});

export const addresses: Finder = {
  kind: "Elastic IP",
  types: [EIP],
  arns: ["ec2:elastic-ip"],
  after: [INSTANCE, NAT_GATEWAY],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    const { Addresses = [] } = await ec2.describeAddresses({});
    // When NAT gateways may not be listed, their own finder reports it; the addresses are listed anyway.
    const gateways = await natGatewaysIn(place).catch(() => []);
    const gatewayOf = new Map(
      gateways.flatMap(({ NatGatewayId, NatGatewayAddresses = [] }) =>
        NatGatewayAddresses.map(({ AllocationId }) => [AllocationId, NatGatewayId] as const),
      ),
    );
    return Addresses.map(({ AllocationId = "", PublicIp, Tags, InstanceId, ...its }) => ({
      id: AllocationId,
      name: PublicIp,
      tags: tagsOf(Tags),
      ties: [InstanceId, gatewayOf.get(AllocationId), its.NetworkInterfaceId].flatMap(attachedTo),
      charges: [publicAddress()],
      remove: () => ec2.releaseAddress({ AllocationId }),
    }));
  },
};

const attachedTo = (id: string | undefined): Tie[] =>
  id === undefined || id === "" ? [] : [{ how: "associated with", id, bond: "attached" }];

export const natGateways: Finder = {
  kind: "NAT gateway",
  types: [NAT_GATEWAY],
  arns: ["ec2:natgateway"],
  after: [],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    return (await natGatewaysIn(place))
      .filter(({ State }) => State !== "deleted")
      .map(({ NatGatewayId = "", Tags, CreateTime, State, VpcId }) => ({
        id: NatGatewayId,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        createdAt: CreateTime,
        charges: [natGatewayCharge()],
        going: State === "deleting",
        remove: () => ec2.deleteNatGateway({ NatGatewayId }),
      }));
  },
};
