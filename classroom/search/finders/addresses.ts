import { ec2Client } from "../../../aws/ec2/client.ts";
import { all, type Finder, tagsOf } from "../../../aws/contract/finder.ts";

export const addresses: Finder = {
  kind: "Elastic IP",
  types: ["aws:ec2/eip:Eip"],
  arns: ["ec2:elastic-ip"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const { Addresses = [] } = await ec2.describeAddresses({});
    return Addresses.map(({ AllocationId = "", PublicIp, Tags }) => ({
      id: AllocationId,
      name: PublicIp,
      tags: tagsOf(Tags),
      charges: [
        { item: "public IPv4 address", price: "ec2/public-ipv4", quantity: 1, per: "hour" },
      ],
      remove: () => ec2.releaseAddress({ AllocationId }),
    }));
  },
};

/** Those that nothing uses: the others go with what uses them, and are not paid for. */
export const networkInterfaces: Finder = {
  kind: "network interface",
  types: ["aws:ec2/networkInterface:NetworkInterface"],
  arns: ["ec2:network-interface"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeNetworkInterfaces({
        Filters: [{ Name: "status", Values: ["available"] }],
      }),
      ({ NetworkInterfaces }) => NetworkInterfaces,
    );
    return found.map(({ NetworkInterfaceId = "", Description, TagSet, VpcId, SubnetId }) => ({
      id: NetworkInterfaceId,
      name: Description,
      tags: tagsOf(TagSet),
      ties: [VpcId, SubnetId].flatMap((id) => (id === undefined ? [] : [{ how: "in", id }])),
      charges: [],
      remove: () => ec2.deleteNetworkInterface({ NetworkInterfaceId }),
    }));
  },
};

export const natGateways: Finder = {
  kind: "NAT gateway",
  types: ["aws:ec2/natGateway:NatGateway"],
  arns: ["ec2:natgateway"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeNatGateways({}), ({ NatGateways }) => NatGateways);
    return found
      .filter(({ State }) => State !== "deleted")
      .map(({ NatGatewayId = "", Tags, CreateTime, State }) => ({
        id: NatGatewayId,
        tags: tagsOf(Tags),
        createdAt: CreateTime,
        charges: [{ item: "NAT gateway", price: "nat/hour", quantity: 1, per: "hour" }],
        going: State === "deleting",
        remove: () => ec2.deleteNatGateway({ NatGatewayId }),
      }));
  },
};
