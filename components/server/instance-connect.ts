import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { requireReason } from "../shared/reason.ts";
import type { Ingress } from "./ingress.ts";

/**
 * The rule that lets the console's EC2 Instance Connect in. Its SSH comes from addresses of AWS, not from the student's: of
 * everybody who may use it in any account of this region, who still needs the right to send a key to this server. Over
 * IPv6 there is a list of its own (`com.amazonaws.REGION.ipv6.ec2-instance-connect`), for servers with such an address.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-tutorial.html
 *
 * @param region @default the provider's
 * @throws when there is no reason
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
 * The ID of AWS's list of the addresses from which the console's EC2 Instance Connect comes.
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
