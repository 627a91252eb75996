import type * as pulumi from "@pulumi/pulumi";

/** A network as its users see it, whoever created it; a `Network` is one. */
export interface SharedNetwork {
  readonly vpcId: pulumi.Output<string>;
  /** IPv4 block of the VPC. */
  readonly cidrBlock: string;
  /** In the order of the zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** In the order of the zones. */
  readonly privateSubnetIds: pulumi.Output<string>[];
}
