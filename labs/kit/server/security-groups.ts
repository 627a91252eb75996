import type { SecurityGroupRule, SecurityGroupRuleRequest } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { Failure } from "../../contract/outcome.ts";
import type { Subject } from "../../contract/check.ts";

/** What security groups let in, rule by rule. @param region @default the class's */
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

/** Whether a rule is about everything there is. */
export const opensAll = ({ IpProtocol }: SecurityGroupRule): boolean => IpProtocol === "-1";

/** Whether a rule is about a TCP port, among others. */
export const opens = (rule: SecurityGroupRule, port: number): boolean =>
  opensAll(rule) ||
  (rule.IpProtocol === "tcp" && (rule.FromPort ?? 0) <= port && port <= (rule.ToPort ?? 0));

/** Whom a rule lets in: an IPv4 or IPv6 block, another group's id, or a prefix list. */
export const sourceOf = (rule: SecurityGroupRule): string =>
  rule.CidrIpv4 ??
  rule.CidrIpv6 ??
  rule.ReferencedGroupInfo?.GroupId ??
  rule.PrefixListId ??
  "somebody";

/** Who a security group lets in on a TCP port: IPv4 and IPv6 blocks, and other groups' ids. */
export async function rulesFor(
  subject: Pick<Subject, "aws">,
  port: number,
  groupId: string,
): Promise<string[]> {
  const rules = await ingressOf(subject, [groupId]);
  return rules.filter((rule) => opens(rule, port)).map(sourceOf);
}

/** Of a block for documentation, where nobody lives. */
export const NOBODY = "198.51.100.77/32";

/** What is typed wrong, and where. */
export interface Slip {
  readonly groupId: string;
  /** The TCP port that the rule is for. */
  readonly port: number;
  /** What stands in the rule then. */
  readonly typed: SecurityGroupRuleRequest;
  /** What makes the lab have such a rule. */
  readonly needs: string;
}

/**
 * A slip of the pen in a rule of the lab's own. It is changed, not taken away: AWS takes no second rule like it, from a
 * student's hand and then from Pulumi's. A rule that was made by hand stays: no `solve` would mend it.
 *
 * @throws Failure when there is no such rule
 */
export async function mistypeRule(subject: Subject, slip: Slip): Promise<void> {
  const { groupId, port, typed, needs } = slip;
  const own = subject.lab.all("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
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
