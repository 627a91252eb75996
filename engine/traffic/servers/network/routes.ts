import type { Instance, Route, RouteTable } from "@aws-sdk/client-ec2";
import type { Network } from "./network.ts";
import { blockOf, contains } from "./blocks.ts";
import { type Source, STRANGER } from "../connection.ts";

type Routes = Pick<Network, "tables" | "prefixLists">;

/** Whether there is a route for answers. */
export function hasWay(
  { SubnetId, VpcId }: Instance,
  address: string,
  from: Source,
  network: Routes,
): boolean {
  if (from !== "internet" && from.vpcId === VpcId) return true;
  if (from === "internet") return hasGateway(SubnetId, VpcId, network);
  const route = bestRoute(network, SubnetId, VpcId, address);
  return route?.VpcPeeringConnectionId !== undefined && route.State !== "blackhole";
}

/** Whether a subnet is public: it has a route to an internet gateway. */
export function hasGateway(
  subnet: string | undefined,
  vpc: string | undefined,
  network: Routes,
): boolean {
  const route = bestRoute(network, subnet, vpc, STRANGER);
  return route?.GatewayId?.startsWith("igw-") === true && route.State !== "blackhole";
}

/**
 * Whether a server has internet access: through an internet gateway with its own public address, or through NAT. A stopped server
 * has lost its address.
 */
export function hasInternet(instance: Instance, network: Routes): boolean {
  const { SubnetId, VpcId, PublicIpAddress, State } = instance;
  const route = bestRoute(network, SubnetId, VpcId, STRANGER);
  if (route === undefined || route.State === "blackhole") return false;
  if (route.GatewayId?.startsWith("igw-") === true)
    return PublicIpAddress !== undefined || State?.Name !== "running";
  return route.NatGatewayId !== undefined || route.TransitGatewayId !== undefined;
}

/** The table that a subnet is associated with, else its network's main table. */
function tableOf(
  tables: readonly RouteTable[],
  subnet: string | undefined,
  vpc: string | undefined,
): RouteTable | undefined {
  const own = tables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId !== undefined && SubnetId === subnet),
  );
  return (
    own ??
    tables.find(
      ({ VpcId, Associations = [] }) => VpcId === vpc && Associations.some(({ Main }) => Main),
    )
  );
}

/** A subnet's most specific route for an address. */
function bestRoute(
  { tables, prefixLists }: Routes,
  subnet: string | undefined,
  vpc: string | undefined,
  address: string,
): Route | undefined {
  let best: { route: Route; prefix: number } | undefined;
  for (const route of tableOf(tables, subnet, vpc)?.Routes ?? []) {
    const { DestinationCidrBlock, DestinationPrefixListId } = route;
    const blocks = [
      DestinationCidrBlock,
      ...(prefixLists.get(DestinationPrefixListId ?? "") ?? []),
    ];
    for (const block of blocks) {
      const prefix = blockOf(block)?.prefix;
      if (prefix === undefined || !contains(block, address)) continue;
      if (best === undefined || prefix > best.prefix) best = { route, prefix };
    }
  }
  return best?.route;
}
