import type { EC2 } from "@aws-sdk/client-ec2";
import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { inVpc } from "./in-vpc.ts";
import { NETWORK_INTERFACE, SECURITY_GROUP } from "./types.ts";

/** A VPC's default security group is deleted with it. */
export const securityGroups: Finder = {
  kind: "security group",
  types: [SECURITY_GROUP],
  arns: ["ec2:security-group", "ec2:security-group-rule"],
  after: [NETWORK_INTERFACE],
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
        release: () => takeOff(ec2, GroupId, VpcId),
        async remove() {
          await forgetOthers(ec2, GroupId);
          await ec2.deleteSecurityGroup({ GroupId });
        },
      }));
  },
};

/** Removes the rules that refer to other groups: two groups that refer to each other could never be deleted. */
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

/** Takes a group off what uses it, such as a server of the class: AWS does not delete it before, nor an interface without one. */
async function takeOff(ec2: EC2, GroupId: string, VpcId = ""): Promise<void> {
  const using = await all(
    ec2.paginateDescribeNetworkInterfaces({ Filters: [{ Name: "group-id", Values: [GroupId] }] }),
    ({ NetworkInterfaces }) => NetworkInterfaces,
  );
  // Those that a service of AWS has made are changed by that service only.
  const own = using.filter(({ RequesterManaged = false }) => !RequesterManaged);
  if (own.length === 0) return;
  const { SecurityGroups: [standard] = [] } = await ec2.describeSecurityGroups({
    Filters: [
      { Name: "vpc-id", Values: [VpcId] },
      { Name: "group-name", Values: ["default"] },
    ],
  });
  for (const { NetworkInterfaceId, Groups: its = [] } of own) {
    const others = its.flatMap((each) => (each.GroupId === GroupId ? [] : (each.GroupId ?? [])));
    const Groups = others.length > 0 ? others : [standard?.GroupId ?? ""];
    await ec2.modifyNetworkInterfaceAttribute({ NetworkInterfaceId, Groups });
  }
}
