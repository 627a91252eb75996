import type { NatGateway, RouteTable, Subnet, VpcEndpoint } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";
import { routeTablesOf } from "./routes.ts";

/** A lab's network, as it is now on AWS. */
export interface NetworkNow {
  readonly publicSubnets: readonly Subnet[];
  readonly privateSubnets: readonly Subnet[];
  readonly tables: readonly RouteTable[];
  /** Only gateways that work. */
  readonly natGateways: readonly NatGateway[];
  readonly endpoints: readonly VpcEndpoint[];
}

/** The network of lab vpc-manual or vpc-wizard, which have the same outputs. */
export async function networkNow(subject: Subject): Promise<NetworkNow> {
  const { lab, aws } = subject;
  const vpcId = lab.text("vpcId");
  const inVpc = { Name: "vpc-id", Values: [vpcId] };
  const ec2 = await aws.client(ec2Client);
  const [{ Subnets = [] }, { NatGateways = [] }, { VpcEndpoints = [] }, tables] = await Promise.all(
    [
      ec2.describeSubnets({ Filters: [inVpc] }),
      ec2.describeNatGateways({ Filter: [inVpc, { Name: "state", Values: ["available"] }] }),
      ec2.describeVpcEndpoints({ Filters: [inVpc] }),
      routeTablesOf(subject, vpcId),
    ],
  );
  const of = (output: string): Subnet[] =>
    Object.values(lab.texts(output)).map((id) => {
      const subnet = Subnets.find(({ SubnetId }) => SubnetId === id);
      expect(subnet, `subnet ${id} no longer exists`);
      return subnet;
    });
  return {
    publicSubnets: of("publicSubnetIds"),
    privateSubnets: of("privateSubnetIds"),
    tables,
    natGateways: NatGateways,
    endpoints: VpcEndpoints,
  };
}
