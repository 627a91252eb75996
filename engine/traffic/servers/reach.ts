import type { Instance, IpPermission, Route, RouteTable } from "@aws-sdk/client-ec2";
import { type Cidr, overlaps, parseCidr } from "../../../lib/cidr.ts";
import type { Network } from "./account.ts";
import type { Source } from "./connection.ts";

/** An internet address from a documentation block: only rules that allow everybody allow it. */
export const STRANGER = "192.0.2.1";

/**
 * Why a connection does not reach a server's TCP port: its state, its subnet's routes, or its security groups. Network ACLs and
 * prefix lists are not checked: the latter allow nobody here.
 *
 * @returns undefined when it is reachable
 */
export function obstacle(
  instance: Instance,
  port: number,
  from: Source,
  network: Network,
): string | undefined {
  const { InstanceId: id = "", SecurityGroups = [], State, PrivateIpAddress = "" } = instance;
  if (State?.Name !== "running") return `server ${id} is ${State?.Name ?? "not there"}`;
  const stranger = from === "internet";
  const address = stranger ? STRANGER : from.address;
  if (stranger && instance.PublicIpAddress === undefined)
    return `server ${id} has no public address`;
  if (!hasWay(instance, address, from, network.tables))
    return stranger
      ? `the subnet of server ${id} has no route to an internet gateway`
      : `the subnet of server ${id} has no route to ${address}`;
  const groups = SecurityGroups.map(({ GroupId = "" }) => GroupId);
  const sources = stranger ? [] : from.securityGroupIds;
  const who = stranger ? "the internet" : address;
  if (!letIn(groups, port, { address, groups: sources }, network))
    return `port ${port} of server ${id} is closed to ${who} by its security groups`;
  if (stranger || letOut(sources, port, { address: PrivateIpAddress, groups }, network))
    return undefined;
  return `port ${port} of server ${id} is closed to ${who} by the security groups of ${who}`;
}

/** The other end of a connection. */
interface Peer {
  readonly address: string;
  /** Its security groups. */
  readonly groups: readonly string[];
}

/** Whether one of the security groups allows an incoming connection. */
export const letIn = (
  ids: readonly string[],
  port: number,
  from: Peer,
  { groups }: Network,
): boolean => ids.some((id) => pass(groups.get(id)?.IpPermissions ?? [], port, from));

/** Groups of another region are not known here. */
const letOut = (ids: readonly string[], port: number, to: Peer, { groups }: Network): boolean =>
  ids.length === 0 ||
  ids.some((id) => !groups.has(id) || pass(groups.get(id)?.IpPermissionsEgress ?? [], port, to));

const pass = (rules: readonly IpPermission[], port: number, { address, groups }: Peer): boolean =>
  rules.some((rule) => opens(rule, port) && lets(rule, address, groups));

/** Whether there is a route for answers. */
function hasWay(
  { SubnetId, VpcId }: Instance,
  address: string,
  from: Source,
  tables: readonly RouteTable[],
): boolean {
  if (from !== "internet" && from.vpcId === VpcId) return true;
  if (from === "internet") return hasGateway(SubnetId, VpcId, tables);
  const route = bestRoute(tableOf(tables, SubnetId, VpcId), address);
  return route?.VpcPeeringConnectionId !== undefined && route.State !== "blackhole";
}

/** Whether a subnet is public: it has a route to an internet gateway. */
export function hasGateway(
  subnet: string | undefined,
  vpc: string | undefined,
  tables: readonly RouteTable[],
): boolean {
  const route = bestRoute(tableOf(tables, subnet, vpc), STRANGER);
  return route?.GatewayId?.startsWith("igw-") === true && route.State !== "blackhole";
}

/**
 * Whether a server has internet access: through an internet gateway with its own public address, or through NAT. A stopped server
 * has lost its address.
 */
export function hasInternet(instance: Instance, { tables }: Network): boolean {
  const { SubnetId, VpcId, PublicIpAddress, State } = instance;
  const route = bestRoute(tableOf(tables, SubnetId, VpcId), STRANGER);
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

/** The most specific route for an address. */
function bestRoute(table: RouteTable | undefined, address: string): Route | undefined {
  let best: { route: Route; prefix: number } | undefined;
  for (const route of table?.Routes ?? []) {
    const block = blockOf(route.DestinationCidrBlock);
    if (block === undefined || !has(block, address)) continue;
    if (best === undefined || block.prefix > best.prefix) best = { route, prefix: block.prefix };
  }
  return best?.route;
}

const opens = ({ IpProtocol, FromPort = 0, ToPort = 65_535 }: IpPermission, port: number) =>
  IpProtocol === "-1" || (IpProtocol === "tcp" && FromPort <= port && port <= ToPort);

function lets(
  { IpRanges = [], UserIdGroupPairs = [] }: IpPermission,
  address: string,
  groups: readonly string[],
): boolean {
  if (UserIdGroupPairs.some(({ GroupId = "" }) => groups.includes(GroupId))) return true;
  return IpRanges.some(({ CidrIp }) => {
    const block = blockOf(CidrIp);
    return block !== undefined && has(block, address);
  });
}

const has = (block: Cidr, address: string): boolean => {
  const one = blockOf(`${address}/32`);
  return one !== undefined && overlaps(block, one);
};

/** @returns undefined for text that is not an IPv4 block */
function blockOf(text: string | undefined): Cidr | undefined {
  try {
    return text === undefined ? undefined : parseCidr(text);
  } catch {
    return undefined;
  }
}
