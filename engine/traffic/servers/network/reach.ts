import type { Instance, IpPermission } from "@aws-sdk/client-ec2";
import { BALANCERS_PORTS, passesAcl, type SubnetId, VISITORS_PORTS } from "./access-lists.ts";
import type { Network } from "./network.ts";
import { contains } from "./blocks.ts";
import { type Source, STRANGER } from "../connection.ts";
import { hasWay } from "./routes.ts";

/**
 * Why a connection does not reach a server's TCP port: its state, its subnet's routes or network ACL, or its security groups.
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
  if (!hasWay(instance, address, from, network))
    return stranger
      ? `the subnet of server ${id} has no route to an internet gateway`
      : `the subnet of server ${id} has no route to ${address}`;
  const closed = aclObstacle(instance, port, from, network);
  if (closed !== undefined) return closed;
  const groups = SecurityGroups.map(({ GroupId = "" }) => GroupId);
  const sources = stranger ? [] : from.securityGroupIds;
  const who = stranger ? "the internet" : address;
  if (!letIn(groups, port, { address, groups: sources }, network))
    return `port ${port} of server ${id} is closed to ${who} by its security groups`;
  if (stranger || letOut(sources, port, { address: PrivateIpAddress, groups }, network))
    return undefined;
  return `port ${port} of server ${id} is closed to ${who} by the security groups of ${who}`;
}

/** Network ACLs decide at the border of a subnet, on either side. */
function aclObstacle(
  { InstanceId: id = "", SubnetId, VpcId, PrivateIpAddress = "" }: Instance,
  port: number,
  from: Source,
  network: Network,
): string | undefined {
  const own = { subnetId: SubnetId, vpcId: VpcId };
  if (from === "internet") {
    const visit = { port, address: STRANGER, answers: VISITORS_PORTS };
    return lets(own, "in", visit, network)
      ? undefined
      : `the network ACL of subnet ${SubnetId} closes port ${port} of server ${id}, or its answers, to the internet`;
  }
  if (from.subnetId === SubnetId) return undefined;
  const answers = BALANCERS_PORTS;
  if (!lets(own, "in", { port, address: from.address, answers }, network))
    return `the network ACL of subnet ${SubnetId} closes port ${port} of server ${id}, or its answers, to ${from.address}`;
  if (!lets(from, "out", { port, address: PrivateIpAddress, answers }, network))
    return `the network ACL of subnet ${from.subnetId} closes port ${port} of server ${id}, or its answers, to ${from.address}`;
  return undefined;
}

/** A connection, seen from one subnet. */
interface Crossing {
  readonly port: number;
  /** The address at the other end. */
  readonly address: string;
  /** The ports to which answers go. */
  readonly answers: { readonly from: number; readonly to: number };
}

/** Whether a subnet's network ACL lets a connection in or out, and its answers the other way. */
export function lets(
  subnet: SubnetId,
  direction: "in" | "out",
  { port, address, answers }: Crossing,
  { acls }: Pick<Network, "acls">,
): boolean {
  const back = direction === "in" ? "out" : "in";
  return (
    passesAcl(acls, subnet, { direction, address, ports: { from: port, to: port } }) &&
    passesAcl(acls, subnet, { direction: back, address, ports: answers })
  );
}

/** The other end of a connection. */
interface Peer {
  readonly address: string;
  /** Its security groups. */
  readonly groups: readonly string[];
}

type Rules = Pick<Network, "groups" | "prefixLists">;

/** Whether one of the security groups allows an incoming connection. */
export const letIn = (ids: readonly string[], port: number, from: Peer, network: Rules): boolean =>
  ids.some((id) => pass(network.groups.get(id)?.IpPermissions ?? [], port, from, network));

/** Groups of another region are not known here. */
const letOut = (ids: readonly string[], port: number, to: Peer, network: Rules): boolean =>
  ids.length === 0 ||
  ids.some((id) => {
    const group = network.groups.get(id);
    return group === undefined || pass(group.IpPermissionsEgress ?? [], port, to, network);
  });

const pass = (rules: readonly IpPermission[], port: number, peer: Peer, network: Rules): boolean =>
  rules.some((rule) => opens(rule, port) && includes(rule, peer, network));

const opens = ({ IpProtocol, FromPort = 0, ToPort = 65_535 }: IpPermission, port: number) =>
  IpProtocol === "-1" || (IpProtocol === "tcp" && FromPort <= port && port <= ToPort);

function includes(
  { IpRanges = [], UserIdGroupPairs = [], PrefixListIds = [] }: IpPermission,
  { address, groups }: Peer,
  { prefixLists }: Rules,
): boolean {
  if (UserIdGroupPairs.some(({ GroupId = "" }) => groups.includes(GroupId))) return true;
  const listed = PrefixListIds.flatMap(
    ({ PrefixListId = "" }) => prefixLists.get(PrefixListId) ?? [],
  );
  const blocks = [...IpRanges.map(({ CidrIp }) => CidrIp), ...listed];
  return blocks.some((block) => contains(block, address));
}
