import type { Subject } from "./check.ts";

/** Who a security group lets in on a TCP port: IPv4 and IPv6 blocks, and other groups' ids. */
export async function rulesFor(
  { aws }: Pick<Subject, "aws">,
  port: number,
  groupId: string,
): Promise<string[]> {
  const ec2 = await aws.client("ec2");
  const { SecurityGroupRules = [] } = await ec2.describeSecurityGroupRules({
    Filters: [{ Name: "group-id", Values: [groupId] }],
  });
  return SecurityGroupRules.filter(
    ({ IsEgress, IpProtocol, FromPort = 0, ToPort = 0 }) =>
      !IsEgress && (IpProtocol === "-1" || (FromPort <= port && port <= ToPort)),
  ).map(
    ({ CidrIpv4, CidrIpv6, ReferencedGroupInfo, PrefixListId }) =>
      CidrIpv4 ?? CidrIpv6 ?? ReferencedGroupInfo?.GroupId ?? PrefixListId ?? "somebody",
  );
}
