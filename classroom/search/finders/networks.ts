import type { EC2 } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { all, type Finder, tagsOf } from "../../../aws/contract/finder.ts";
import { inVpc } from "./vpc-ends.ts";

/** A VPC's own default group goes with it. */
export const securityGroups: Finder = {
  kind: "security group",
  types: ["aws:ec2/securityGroup:SecurityGroup"],
  arns: ["ec2:security-group", "ec2:security-group-rule"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeSecurityGroups({}),
      ({ SecurityGroups }) => SecurityGroups,
    );
    return found
      .filter(({ GroupName }) => GroupName !== "default")
      .map(({ GroupId = "", GroupName, Tags, VpcId }) => ({
        id: GroupId,
        name: GroupName,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        async remove() {
          await forgetOthers(ec2, GroupId);
          await ec2.deleteSecurityGroup({ GroupId });
        },
      }));
  },
};

/** Two groups that let each other in would keep each other for ever. */
async function forgetOthers(ec2: EC2, GroupId: string): Promise<void> {
  const rules = await all(
    ec2.paginateDescribeSecurityGroupRules({ Filters: [{ Name: "group-id", Values: [GroupId] }] }),
    ({ SecurityGroupRules }) => SecurityGroupRules,
  );
  const ids = rules.flatMap(({ IsEgress, ReferencedGroupInfo, SecurityGroupRuleId }) =>
    !IsEgress && ReferencedGroupInfo && SecurityGroupRuleId ? [SecurityGroupRuleId] : [],
  );
  if (ids.length > 0) await ec2.revokeSecurityGroupIngress({ GroupId, SecurityGroupRuleIds: ids });
}

export const subnets: Finder = {
  kind: "subnet",
  types: ["aws:ec2/subnet:Subnet"],
  arns: ["ec2:subnet"],
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

/** A VPC's main table goes with it. */
export const routeTables: Finder = {
  kind: "route table",
  types: ["aws:ec2/routeTable:RouteTable"],
  arns: ["ec2:route-table"],
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
  types: ["aws:ec2/networkAcl:NetworkAcl"],
  arns: ["ec2:network-acl"],
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
  types: ["aws:ec2/internetGateway:InternetGateway"],
  arns: ["ec2:internet-gateway"],
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
  types: ["aws:ec2/vpc:Vpc"],
  arns: ["ec2:vpc"],
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
