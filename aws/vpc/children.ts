import type { EC2, SecurityGroupRule } from "@aws-sdk/client-ec2";
import type { Child } from "../contract/child.ts";
import { all } from "../contract/finder.ts";
import { regionIn } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { ec2Client } from "../ec2/client.ts";
import {
  SECURITY_GROUP,
  SECURITY_GROUP_EGRESS_RULE,
  SECURITY_GROUP_INGRESS_RULE,
} from "./types.ts";

const RULES = [SECURITY_GROUP_EGRESS_RULE, SECURITY_GROUP_INGRESS_RULE];

/** Rules of other security groups that refer to a group: AWS does not delete the group before them. */
export const children: NonNullable<Service["children"]> = {
  [SECURITY_GROUP]: async (aws, group, held) => {
    const ec2 = await aws.client(ec2Client, regionIn(group));
    const ours = held.filter(({ type }) => RULES.includes(type)).map(({ id }) => id);
    // For the stack's own groups, the destroy finds the right order.
    const groups = held.filter(({ type }) => type === SECURITY_GROUP).map(({ id }) => id);
    const referring = (await groupsReferringTo(ec2, group.id)).filter((id) => !groups.includes(id));
    if (referring.length === 0) return [];
    const rules = await all(
      ec2.paginateDescribeSecurityGroupRules({
        Filters: [{ Name: "group-id", Values: referring }],
      }),
      (page) => page.SecurityGroupRules,
    );
    return rules
      .filter((rule) => rule.ReferencedGroupInfo?.GroupId === group.id)
      .filter(({ SecurityGroupRuleId = "" }) => !ours.includes(SecurityGroupRuleId))
      .map((rule) => referenceOf(ec2, rule));
  },
};

/** Groups created by an AWS service are excluded: the service deletes them itself. */
async function groupsReferringTo(ec2: EC2, id: string): Promise<string[]> {
  const filters = ["ip-permission.group-id", "egress.ip-permission.group-id"];
  const found = await Promise.all(
    filters.map((Name) =>
      all(
        ec2.paginateDescribeSecurityGroups({ Filters: [{ Name, Values: [id] }] }),
        (page) => page.SecurityGroups,
      ),
    ),
  );
  return found
    .flat()
    .filter(({ Tags = [] }) => !Tags.some(({ Key }) => Key?.startsWith("aws:")))
    .flatMap(({ GroupId }) => GroupId ?? []);
}

const referenceOf = (
  ec2: EC2,
  { GroupId, SecurityGroupRuleId = "", IsEgress }: SecurityGroupRule,
): Child => ({
  kind: `rule of ${GroupId ?? "another group"}`,
  id: SecurityGroupRuleId,
  recordedFor: GroupId,
  remove: () => {
    const rule = { GroupId, SecurityGroupRuleIds: [SecurityGroupRuleId] };
    return IsEgress ? ec2.revokeSecurityGroupEgress(rule) : ec2.revokeSecurityGroupIngress(rule);
  },
});
