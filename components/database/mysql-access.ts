import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseCidr } from "../../lib/cidr.ts";
import { requireReason } from "../shared/reason.ts";

export const MYSQL_PORT = 3306;

export interface MysqlAccessArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Security groups whose members may connect, by a permanent name of your choice, e.g. `{ web: group.id }`. @default {} */
  readonly clientGroups?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Private IPv4 blocks that may connect, e.g. the VPC's. @default [] */
  readonly clientCidrs?: readonly string[];
  /** Gives the database a public address. This needs public subnets. @default none */
  readonly publicAccess?: PublicAccess;
}

/** Access to a database from the internet. */
export interface PublicAccess {
  /** Why the access is needed. */
  readonly reason: string;
  /** The IPv4 blocks that may connect, such as the classroom's. `0.0.0.0/0`, everybody, is allowed with this reason alone. */
  readonly cidrs: readonly string[];
}

/** A security group that allows the named clients on MySQL's port, and no outbound traffic. */
export function mysqlSecurityGroup(
  name: string,
  args: MysqlAccessArgs,
  opts: pulumi.ResourceOptions,
): aws.ec2.SecurityGroup {
  const { vpcId, clientGroups = {} } = args;
  const group = new aws.ec2.SecurityGroup(
    name,
    { vpcId, description: `MySQL clients of ${name}` },
    opts,
  );
  const ingress = (key: string, source: Source) =>
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${key}`,
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: MYSQL_PORT,
        toPort: MYSQL_PORT,
        ...source,
      },
      opts,
    );
  for (const [key, referencedSecurityGroupId] of Object.entries(clientGroups))
    ingress(key, { referencedSecurityGroupId, description: key });
  for (const cidrIpv4 of args.clientCidrs ?? []) ingress(cidrIpv4, { cidrIpv4 });
  for (const cidrIpv4 of args.publicAccess?.cidrs ?? [])
    ingress(cidrIpv4, { cidrIpv4, description: "public access" });
  return group;
}

type Source = Pick<
  aws.vpc.SecurityGroupIngressRuleArgs,
  "cidrIpv4" | "description" | "referencedSecurityGroupId"
>;

const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parseCidr);

/** @throws when a block is malformed or repeated, or is public without `publicAccess` and its reason. */
export function checkMysqlAccess({ clientCidrs = [], publicAccess }: MysqlAccessArgs): void {
  for (const text of clientCidrs)
    if (!isPrivate(text))
      throw new Error(
        `clientCidrs: ${text} is not private; use publicAccess, which requires a reason`,
      );
  if (publicAccess) {
    requireReason("publicAccess.reason", publicAccess.reason);
    publicAccess.cidrs.forEach(parseCidr);
    if (publicAccess.cidrs.length === 0)
      throw new Error(
        "publicAccess.cidrs is empty: add the addresses that may connect, e.g. 203.0.113.7/32",
      );
  }
  const all = [...clientCidrs, ...(publicAccess?.cidrs ?? [])];
  const twice = all.find((text, index) => all.indexOf(text) !== index);
  if (twice !== undefined) throw new Error(`${twice} is given twice, keep one`);
}

function isPrivate(text: string): boolean {
  const { address, prefix } = parseCidr(text);
  return PRIVATE.some(
    (block) =>
      prefix >= block.prefix && address - (address % 2 ** (32 - block.prefix)) === block.address,
  );
}
