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

/** An unused address, from a block reserved for documentation. */
export const NOBODY = "198.51.100.77/32";

/** A wrong value, and the rule that receives it. */
export interface Mistype {
  readonly groupId: string;
  /** The rule's TCP port. */
  readonly port: number;
  /** The wrong value. */
  readonly typed: SecurityGroupRuleRequest;
  /** The setting that creates such a rule. */
  readonly needs: string;
}

/**
 * Writes a wrong value into one of the lab's rules. The rule is changed, not deleted: if a student added a deleted rule again,
 * AWS would refuse Pulumi's identical rule. A rule that was created by hand is not changed, because `solve` could not restore
 * it.
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
