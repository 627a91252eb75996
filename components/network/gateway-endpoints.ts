import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface GatewayEndpointsArgs {
  readonly vpcId: pulumi.Input<string>;
  /** The route tables of the subnets that use the endpoints. */
  readonly routeTableIds: readonly pulumi.Input<string>[];
  /** @default the provider's region */
  readonly region: string | undefined;
}

/**
 * Gateway endpoints for S3 and DynamoDB: their traffic does not go through the internet. Free.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html
 */
export function gatewayEndpoints(
  name: string,
  { vpcId, routeTableIds, region }: GatewayEndpointsArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const place = { region };
  const here = region ?? aws.getRegionOutput({}, opts).region;
  for (const service of ["s3", "dynamodb"] as const)
    new aws.ec2.VpcEndpoint(
      `${name}-${service}`,
      {
        vpcId,
        vpcEndpointType: "Gateway",
        serviceName: pulumi.interpolate`com.amazonaws.${here}.${service}`,
        routeTableIds: [...routeTableIds],
        ...place,
      },
      opts,
    );
}
