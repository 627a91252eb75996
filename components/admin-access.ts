import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { OperatingSystem } from "./ami.ts";
import { parseCidr } from "./cidr.ts";
import { requireReason } from "./reason.ts";

export interface AdminAccessArgs {
  readonly securityGroupId: pulumi.Input<string>;
  readonly os: OperatingSystem;
  /** IPv4 blocks that may log in. */
  readonly cidrs: readonly string[];
  /** @default the provider's region */
  readonly region: string | undefined;
}

/** Lets administrators in: SSH to Linux, RDP to Windows. */
export function adminRules(
  name: string,
  { securityGroupId, os, cidrs, region }: AdminAccessArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const [port, protocol] = os === "windows-2022" ? [3389, "RDP"] : [22, "SSH"];
  for (const cidrIpv4 of cidrs)
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${protocol.toLowerCase()}-${cidrIpv4}`,
      {
        securityGroupId,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrIpv4,
        description: `${protocol} for administrators`,
        region,
      },
      opts,
    );
}

/** @throws when a block is malformed, or is the whole world without a reason. */
export function checkAdminCidrs(cidrs: readonly string[], openAdminReason?: string): void {
  if (cidrs.some((cidr) => parseCidr(cidr).prefix === 0))
    requireReason("openAdminReason", openAdminReason);
}
