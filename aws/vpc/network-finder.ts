import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { SUBNET_GROUP } from "../rds/types.ts";
import { inVpc } from "./in-vpc.ts";
import {
  CARRIER_GATEWAY,
  EGRESS_ONLY_GATEWAY,
  FLOW_LOG,
  INTERNET_GATEWAY,
  NETWORK_ACL,
  NETWORK_INTERFACE,
  ROUTE_TABLE,
  SECURITY_GROUP,
  SUBNET,
  TRANSIT_GATEWAY_ATTACHMENT,
  VPC,
  VPC_PEERING_CONNECTION,
  VPN_GATEWAY,
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
      .map(({ NetworkAclId = "", Tags, VpcId, Associations = [] }) => ({
        id: NetworkAclId,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        charges: [],
        async release() {
          const inItsVpc = { Name: "vpc-id", Values: [VpcId ?? ""] };
          const { NetworkAcls: [standard] = [] } = await ec2.describeNetworkAcls({
            Filters: [inItsVpc, { Name: "default", Values: ["true"] }],
          });
          // The class's own subnets go later: until then, they get the VPC's default network ACL back.
          for (const { NetworkAclAssociationId: AssociationId } of Associations)
            await ec2.replaceNetworkAclAssociation({
              AssociationId,
              NetworkAclId: standard?.NetworkAclId,
            });
        },
        remove: () => ec2.deleteNetworkAcl({ NetworkAclId }),
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
    EGRESS_ONLY_GATEWAY,
    CARRIER_GATEWAY,
    VPN_GATEWAY,
    TRANSIT_GATEWAY_ATTACHMENT,
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
