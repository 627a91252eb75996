import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface NatGatewayArgs {
  /** The public subnet of the gateway. */
  readonly subnetId: pulumi.Input<string>;
  /** The private route table that gets a route to the gateway. */
  readonly routeTableId: pulumi.Input<string>;
  /** Allocation id of an existing Elastic IP. @default a new address */
  readonly allocationId: pulumi.Input<string> | undefined;
  /** The public subnet's route to the internet: AWS requires it before the gateway. */
  readonly internetRoute: aws.ec2.Route;
  /** @default the provider's region */
  readonly region: string | undefined;
}

/** Outbound internet access for private subnets. About $43 a month in Seoul, and $0.059 a GB. */
export function natGateway(
  name: string,
  { subnetId, routeTableId, allocationId, internetRoute, region }: NatGatewayArgs,
  opts: pulumi.CustomResourceOptions,
): { gateway: aws.ec2.NatGateway; route: aws.ec2.Route } {
  const address =
    allocationId ?? new aws.ec2.Eip(name, { domain: "vpc", region }, opts).allocationId;
  const gateway = new aws.ec2.NatGateway(
    name,
    { subnetId, allocationId: address, region },
    { ...opts, dependsOn: internetRoute },
  );
  const route = new aws.ec2.Route(
    name,
    { routeTableId, destinationCidrBlock: "0.0.0.0/0", natGatewayId: gateway.id, region },
    opts,
  );
  return { gateway, route };
}
