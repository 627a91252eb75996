import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { INSTANCE } from "../ec2/types.ts";
import { FILE_SYSTEM } from "../efs/types.ts";
import { LOAD_BALANCER } from "../elb/types.ts";
import { INSTANCE as DATABASE } from "../rds/types.ts";
import { natGatewayCharge } from "./price.ts";
import { publicAddress } from "./traffic.ts";
import { EIP, NAT_GATEWAY, NETWORK_INTERFACE, VPC_ENDPOINT } from "./types.ts";

export const addresses: Finder = {
  kind: "Elastic IP",
  types: [EIP],
  arns: ["ec2:elastic-ip"],
  after: [INSTANCE, NAT_GATEWAY],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const { Addresses = [] } = await ec2.describeAddresses({});
    return Addresses.map(({ AllocationId = "", PublicIp, Tags }) => ({
      id: AllocationId,
      name: PublicIp,
      tags: tagsOf(Tags),
      charges: [publicAddress()],
      remove: () => ec2.releaseAddress({ AllocationId }),
    }));
  },
};

/**
 * Those that nothing uses: the others go with what uses them, and are not paid for. One that a service of AWS manages, such
 * as a NAT gateway's, is deleted by that service alone, a while after what it was made for.
 */
export const networkInterfaces: Finder = {
  kind: "network interface",
  types: [NETWORK_INTERFACE],
  arns: ["ec2:network-interface"],
  after: [INSTANCE, LOAD_BALANCER, NAT_GATEWAY, VPC_ENDPOINT, DATABASE, FILE_SYSTEM],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeNetworkInterfaces({
        Filters: [{ Name: "status", Values: ["available"] }],
      }),
      ({ NetworkInterfaces }) => NetworkInterfaces,
    );
    return found
      .filter(({ RequesterManaged = false }) => !RequesterManaged)
      .map(({ NetworkInterfaceId = "", Description = "", TagSet, VpcId, SubnetId }) => ({
        id: NetworkInterfaceId,
        name: Description === "" ? undefined : Description,
        tags: tagsOf(TagSet),
        ties: [VpcId, SubnetId].flatMap((id) => (id === undefined ? [] : [{ how: "in", id }])),
        charges: [],
        remove: () => ec2.deleteNetworkInterface({ NetworkInterfaceId }),
      }));
  },
};

export const natGateways: Finder = {
  kind: "NAT gateway",
  types: [NAT_GATEWAY],
  arns: ["ec2:natgateway"],
  after: [],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeNatGateways({}), ({ NatGateways }) => NatGateways);
    return found
      .filter(({ State }) => State !== "deleted")
      .map(({ NatGatewayId = "", Tags, CreateTime, State }) => ({
        id: NatGatewayId,
        tags: tagsOf(Tags),
        createdAt: CreateTime,
        charges: [natGatewayCharge()],
        going: State === "deleting",
        remove: () => ec2.deleteNatGateway({ NatGatewayId }),
      }));
  },
};
