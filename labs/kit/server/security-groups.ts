import type { SecurityGroupRule, SecurityGroupRuleRequest } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { SECURITY_GROUP_INGRESS_RULE } from "../../../aws/vpc/types.ts";
import type { Subject } from "../../contract/check.ts";
import { Failure } from "../../contract/outcome.ts";

/** The inbound rules of security groups. @param region @default the class's */
export async function ingressOf(
  { aws }: Pick<Subject, "aws">,
  groupIds: readonly string[],
  region?: string,
): Promise<SecurityGroupRule[]> {
  const ec2 = await aws.client(ec2Client, region);
  const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({
    Filters: [{ Name: "group-id", Values: [...groupIds] }],
  });
  return SecurityGroupRules.filter(({ IsEgress }) => !IsEgress);
}

/** Whether a rule allows all traffic. */
export const opensAll = ({ IpProtocol }: SecurityGroupRule): boolean => IpProtocol === "-1";

/** Whether a rule allows a TCP port, among others. */
export const opens = (rule: SecurityGroupRule, port: number): boolean =>
  opensAll(rule) ||
  (rule.IpProtocol === "tcp" && (rule.FromPort ?? 0) <= port && port <= (rule.ToPort ?? 0));

/** The source of a rule: an IPv4 or IPv6 block, another group's id, or a prefix list. */
export const sourceOf = (rule: SecurityGroupRule): string =>
  rule.CidrIpv4 ??
  rule.CidrIpv6 ??
  rule.ReferencedGroupInfo?.GroupId ??
  rule.PrefixListId ??
  "an unknown source";

/** The sources that a security group allows on a TCP port: IPv4 and IPv6 blocks, and other groups' ids. */
export async function rulesFor(
  subject: Pick<Subject, "aws">,
  port: number,
  groupId: string,
): Promise<string[]> {
  const rules = await ingressOf(subject, [groupId]);
  return rules.filter((rule) => opens(rule, port)).map(sourceOf);
}

/** An address that nobody has: of a block for documentation. */
export const NOBODY = "198.51.100.77/32";

/** A wrong value, and the rule that gets it. */
export interface Mistype {
  readonly groupId: string;
  /** The TCP port that the rule is for. */
  readonly port: number;
  /** The wrong values. */
  readonly typed: SecurityGroupRuleRequest;
  /** What gives the lab such a rule. */
  readonly needs: string;
}

/**
 * Writes wrong values into a rule of the lab. It is changed, not deleted: when a student adds a deleted rule again, AWS
 * refuses the same rule from Pulumi. A rule that was made by hand stays as it is: `solve` could not restore it.
 *
 * @throws Failure when there is no such rule
 */
export async function mistypeRule(subject: Subject, mistype: Mistype): Promise<void> {
  const { groupId, port, typed, needs } = mistype;
  const own = subject.lab.all(SECURITY_GROUP_INGRESS_RULE);
  const rules = await ingressOf(subject, [groupId]);
  const rule = rules.find(
    (each) => opens(each, port) && own.some(({ id }) => id === each.SecurityGroupRuleId),
  );
  if (!rule) throw new Failure(`the lab has no rule for port ${port}: ${needs}`);
  const { SecurityGroupRuleId, IpProtocol, FromPort, ToPort, Description } = rule;
  const { CidrIpv4, CidrIpv6, PrefixListId, ReferencedGroupInfo } = rule;
  const source = {
    CidrIpv4,
    CidrIpv6,
    PrefixListId,
    ReferencedGroupId: ReferencedGroupInfo?.GroupId,
  };
  const ec2 = await subject.aws.client(ec2Client);
  await ec2.modifySecurityGroupRules({
    GroupId: groupId,
    SecurityGroupRules: [
      {
        SecurityGroupRuleId,
        SecurityGroupRule: { IpProtocol, FromPort, ToPort, Description, ...source, ...typed },
      },
    ],
  });
}
