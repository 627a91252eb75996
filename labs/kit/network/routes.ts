import type { Route, RouteTable } from "@aws-sdk/client-ec2";
import { ec2Client } from "../../../aws/ec2/client.ts";
import type { Subject } from "../../contract/check.ts";
import { expect } from "../../contract/outcome.ts";

/** The destination of a default route. */
export const INTERNET = "0.0.0.0/0";

/** The route tables of a VPC. @param region @default the class's */
export async function routeTablesOf(
  { aws }: Pick<Subject, "aws">,
  vpcId: string,
  region?: string,
): Promise<RouteTable[]> {
  const ec2 = await aws.client(ec2Client, region);
  const { RouteTables = [] } = await ec2.describeRouteTables({
    Filters: [{ Name: "vpc-id", Values: [vpcId] }],
  });
  expect(RouteTables.length > 0, `there is no VPC ${vpcId}`);
  return RouteTables;
}

/** The route table of a subnet: the associated one, otherwise the VPC's main table. */
export function tableOf(tables: readonly RouteTable[], subnetId: string): RouteTable {
  const associated = (wanted: (its: { SubnetId?: string; Main?: boolean }) => boolean) =>
    tables.find(({ Associations = [] }) => Associations.some(wanted));
  const table =
    associated(({ SubnetId }) => SubnetId === subnetId) ?? associated(({ Main }) => Main === true);
  expect(table, `subnet ${subnetId} has no route table`);
  return table;
}

/** A table's route for exactly this block. */
export const routeTo = ({ Routes = [] }: RouteTable, block: string): Route | undefined =>
  Routes.find(({ DestinationCidrBlock }) => DestinationCidrBlock === block);

/** The target of a table's route for a block: a gateway, a peering connection, `nowhere`, `a black hole`. */
export function targetOf(table: RouteTable, block: string): string {
  const route = routeTo(table, block);
  if (!route) return "nowhere";
  if (route.State === "blackhole") return "a black hole: its target no longer exists";
  return (
    route.GatewayId ??
    route.NatGatewayId ??
    route.VpcPeeringConnectionId ??
    route.NetworkInterfaceId ??
    route.TransitGatewayId ??
    "somewhere else"
  );
}
