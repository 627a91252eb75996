import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { parseCidr } from "../../lib/cidr.ts";
import { InstanceRole } from "../identity/instance-role.ts";

/** The port of the web servers in this folder. TLS ends at the load balancer. */
export const HTTP_PORT = 80;

export interface WebAccessArgs {
  readonly vpcId: pulumi.Input<string>;
  /** A security group, e.g. a load balancer's, whose members may send requests. @default none */
  readonly fromSecurityGroupId?: pulumi.Input<string>;
  /** IPv4 blocks that may send requests directly. @default none */
  readonly fromCidrs?: readonly string[];
  /** The permissions of programs on the servers: policy documents (JSON) by name. @default only Session Manager */
  readonly inlinePolicies?: Readonly<Record<string, pulumi.Input<string>>>;
}

/**
 * Network access and permissions of a group of web servers: a security group that allows HTTP from the given sources and all
 * outbound traffic, and an instance role for Session Manager. Costs nothing.
 *
 * @example
 * const access = new WebAccess("site", { vpcId, fromCidrs: ["0.0.0.0/0"] });
 * new WebGroup("site", { subnetIds, securityGroupId: access.securityGroupId, profileName: access.profileName, page });
 */
export class WebAccess extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;
  readonly profileName: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;

  /** @throws when a block is malformed. */
  constructor(name: string, args: WebAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:web-access:WebAccess", name, {}, opts);
    const { vpcId, fromSecurityGroupId, fromCidrs = [], inlinePolicies } = args;
    fromCidrs.forEach(parseCidr);
    const child = { parent: this };

    const group = new aws.ec2.SecurityGroup(
      name,
      { vpcId, description: "Web servers: HTTP in, everything out" },
      child,
    );
    const securityGroupId = group.id;
    if (fromSecurityGroupId !== undefined)
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-http`,
        { securityGroupId, ...HTTP, referencedSecurityGroupId: fromSecurityGroupId },
        child,
      );
    for (const cidrIpv4 of fromCidrs)
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-http-${cidrIpv4}`,
        { securityGroupId, ...HTTP, cidrIpv4 },
        child,
      );
    const out = new aws.vpc.SecurityGroupEgressRule(
      `${name}-out`,
      { securityGroupId, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
      child,
    );
    // Beside this component, not inside it: Pulumi destroys level by level, deepest first, and waits for the slowest resource
    // of each level. One level deeper, other servers would be terminated only after these.
    const role = new InstanceRole(
      name,
      { inlinePolicies },
      { ...(opts?.parent && { parent: opts.parent }), aliases: [{ parent: this }] },
    );

    // A server also needs its outbound route at launch: user data installs packages once, at first boot.
    this.securityGroupId = pulumi.all([group.id, out.id]).apply(([id]) => id);
    this.profileName = role.profileName;
    this.roleName = role.roleName;
    this.registerOutputs({ securityGroupId: this.securityGroupId, profileName: this.profileName });
  }
}

const HTTP = { ipProtocol: "tcp", fromPort: HTTP_PORT, toPort: HTTP_PORT };
