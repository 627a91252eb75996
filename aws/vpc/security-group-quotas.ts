import { all, type Place, tagsOf } from "../contract/finder.ts";
import { type Need, oneEach, type Quota, type Share } from "../contract/quota.ts";
import { ec2Client } from "../ec2/client.ts";
import {
  SECURITY_GROUP,
  SECURITY_GROUP_EGRESS_RULE,
  SECURITY_GROUP_INGRESS_RULE,
  VPC,
  WIZARD_VPC,
} from "./types.ts";

/** A VPC's default security group counts as well. */
async function groupsIn({ client }: Place): Promise<Share[]> {
  const ec2 = await client(ec2Client);
  const found = await all(
    ec2.paginateDescribeSecurityGroups({}),
    ({ SecurityGroups }) => SecurityGroups,
  );
  return found.map(({ Tags }) => ({ count: 1, tags: tagsOf(Tags) }));
}

const rule =
  (direction: string): Need =>
  ({ props: { securityGroupId } }) =>
    typeof securityGroupId === "string"
      ? [{ count: 1, within: `${direction} ${securityGroupId}` }]
      : undefined;

const inVpc = {
  service: "vpc",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
} as const;

export const securityGroupQuotas: readonly Quota[] = [
  {
    ...inVpc,
    what: "security groups",
    code: "L-E79EC296",
    standard: 2500,
    needs: oneEach([SECURITY_GROUP, "AWS::EC2::SecurityGroup", VPC, WIZARD_VPC]),
    used: groupsIn,
  },
  {
    ...inVpc,
    what: "rules of a security group, in or out",
    code: "L-0EA8095F",
    standard: 60,
    split: "fullest",
    needs: {
      [SECURITY_GROUP_INGRESS_RULE]: rule("in"),
      [SECURITY_GROUP_EGRESS_RULE]: rule("out"),
    },
    // The class's security groups are its own: they have no rules of anybody else.
    used: () => Promise.resolve([]),
  },
];
