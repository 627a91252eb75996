import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireReason } from "../shared/reason.ts";
import type { Ingress } from "./ingress.ts";

/**
 * The ingress rule for EC2 Instance Connect in the console. Its SSH connections come from AWS's addresses, not from the
 * student's: from all users of Instance Connect in any account of this region, who still need permission to send a key to this
 * server. IPv6 has a separate list (`com.amazonaws.REGION.ipv6.ec2-instance-connect`), for servers with such an address.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-tutorial.html
 *
 * @param region @default the provider's
 * @throws when no reason is given
 */
export function instanceConnectIngress(
  reason: string,
  region: string | undefined,
  opts: pulumi.InvokeOptions,
): Readonly<Record<string, Ingress>> {
  requireReason("instanceConnectReason", reason);
  const id = instanceConnectPrefixList(region, opts);
  const description = "SSH by EC2 Instance Connect in the console";
  return { "instance-connect": { port: 22, prefixListId: id, description } };
}

/**
 * The id of AWS's prefix list with the addresses of EC2 Instance Connect in the console.
 *
 * @param region @default the provider's
 */
export function instanceConnectPrefixList(
  region: string | undefined,
  opts: pulumi.InvokeOptions,
): pulumi.Output<string> {
  const where = region ?? aws.getRegionOutput({}, opts).region;
  const name = pulumi.interpolate`com.amazonaws.${where}.ec2-instance-connect`;
  return aws.ec2.getManagedPrefixListOutput({ name, region }, opts).id;
}
