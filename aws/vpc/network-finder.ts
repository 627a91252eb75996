import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { SUBNET_GROUP } from "../rds/types.ts";
import { inVpc } from "./in-vpc.ts";
import {
  EIP,
  FLOW_LOG,
  INTERNET_GATEWAY,
  NETWORK_ACL,
  NETWORK_INTERFACE,
  ROUTE_TABLE,
  SECURITY_GROUP,
  SUBNET,
  VPC,
  VPC_PEERING_CONNECTION,
} from "./types.ts";

export const subnets: Finder = {
  kind: "subnet",
  types: [SUBNET],
  arns: ["ec2:subnet"],
  after: [NETWORK_INTERFACE, SUBNET_GROUP],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeSubnets({}), ({ Subnets }) => Subnets);
    return found.map(({ SubnetId = "", Tags, VpcId }) => ({
      id: SubnetId,
      tags: tagsOf(Tags),
      ties: inVpc(VpcId),
      remove: () => ec2.deleteSubnet({ SubnetId }),
    }));
  },
};

/** A VPC's main route table is deleted with it. */
export const routeTables: Finder = {
  kind: "route table",
  types: [ROUTE_TABLE],
  arns: ["ec2:route-table"],
  after: [SUBNET],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeRouteTables({}), ({ RouteTables }) => RouteTables);
    return found
      .filter(({ Associations = [] }) => !Associations.some(({ Main }) => Main))
      .map(({ RouteTableId = "", Tags, VpcId, Associations = [] }) => ({
        id: RouteTableId,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        async remove() {
          for (const { RouteTableAssociationId } of Associations)
            await ec2.disassociateRouteTable({ AssociationId: RouteTableAssociationId });
          await ec2.deleteRouteTable({ RouteTableId });
        },
      }));
  },
};

export const networkAcls: Finder = {
  kind: "network ACL",
  types: [NETWORK_ACL],
  arns: ["ec2:network-acl"],
  after: [SUBNET],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeNetworkAcls({}), ({ NetworkAcls }) => NetworkAcls);
    return found
      .filter(({ IsDefault }) => !IsDefault)
      .map(({ NetworkAclId = "", Tags, VpcId }) => ({
        id: NetworkAclId,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        charges: [],
        remove: () => ec2.deleteNetworkAcl({ NetworkAclId }),
      }));
  },
};

export const internetGateways: Finder = {
  kind: "internet gateway",
  types: [INTERNET_GATEWAY],
  arns: ["ec2:internet-gateway"],
  after: [EIP, NETWORK_INTERFACE],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeInternetGateways({}),
      ({ InternetGateways }) => InternetGateways,
    );
    return found.map(({ InternetGatewayId = "", Tags, Attachments = [] }) => ({
      id: InternetGatewayId,
      tags: tagsOf(Tags),
      ties: Attachments.flatMap(({ VpcId }) => inVpc(VpcId)),
      async remove() {
        for (const { VpcId } of Attachments)
          await ec2.detachInternetGateway({ InternetGatewayId, VpcId });
        await ec2.deleteInternetGateway({ InternetGatewayId });
      },
    }));
  },
};

export const vpcs: Finder = {
  kind: "VPC",
  types: [VPC],
  arns: ["ec2:vpc"],
  after: [
    SECURITY_GROUP,
    ROUTE_TABLE,
    NETWORK_ACL,
    INTERNET_GATEWAY,
    VPC_PEERING_CONNECTION,
    FLOW_LOG,
  ],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeVpcs({}), ({ Vpcs }) => Vpcs);
    return found
      .filter(({ IsDefault }) => !IsDefault)
      .map(({ VpcId = "", Tags }) => ({
        id: VpcId,
        tags: tagsOf(Tags),
        remove: () => ec2.deleteVpc({ VpcId }),
      }));
  },
};
