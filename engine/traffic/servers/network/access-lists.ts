import type { NetworkAcl, NetworkAclEntry } from "@aws-sdk/client-ec2";
import { contains } from "./blocks.ts";

/** Ports, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** A subnet, and the network that it is in. */
export interface SubnetId {
  readonly subnetId: string | undefined;
  readonly vpcId: string | undefined;
}

/** Packets that enter or leave a subnet. */
export interface Packets {
  readonly direction: "in" | "out";
  /** The address outside the subnet. */
  readonly address: string;
  /** The ports at their destination. */
  readonly ports: PortRange;
}

/**
 * Ports at which a visitor waits for answers: Linux's. Most rules open more.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
export const VISITORS_PORTS: PortRange = { from: 32_768, to: 60_999 };

/** A load balancer's. @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html */
export const BALANCERS_PORTS: PortRange = { from: 1024, to: 65_535 };

/**
 * Whether the network ACL of a subnet lets these packets pass: for each port, the first rule that applies decides. An ACL knows no
 * connections, so that answers need a rule, too. To which port of a range they go is chance: they count as what happens to most.
 *
 * A subnet that no ACL names has its network's default one. Where that is not known, as in another region, nothing is known to be
 * closed: AWS's default ACLs are open.
 */
export function passesAcl(
  acls: readonly NetworkAcl[],
  subnet: SubnetId,
  { direction, address, ports }: Packets,
): boolean {
  const acl = aclOf(acls, subnet);
  if (acl === undefined) return true;
  const rules = (acl.Entries ?? [])
    .filter(({ Egress = false }) => Egress === (direction === "out"))
    .toSorted((a, b) => (a.RuleNumber ?? 0) - (b.RuleNumber ?? 0));
  let undecided: readonly PortRange[] = [ports];
  let open = 0;
  for (const rule of rules) {
    if (!isForTcp(rule) || !contains(rule.CidrBlock, address)) continue;
    const { From = 0, To = 65_535 } = rule.Protocol === ALL ? {} : (rule.PortRange ?? {});
    const others = undecided.flatMap((each) => without(each, { from: From, to: To }));
    if (rule.RuleAction === "allow") open += sizeOf(undecided) - sizeOf(others);
    undecided = others;
  }
  return open * 2 > sizeOf([ports]);
}

const aclOf = (
  acls: readonly NetworkAcl[],
  { subnetId, vpcId }: SubnetId,
): NetworkAcl | undefined =>
  acls.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId !== undefined && SubnetId === subnetId),
  ) ?? acls.find(({ IsDefault, VpcId }) => IsDefault === true && VpcId === vpcId);

const ALL = "-1";

const isForTcp = ({ Protocol = ALL }: NetworkAclEntry): boolean =>
  [ALL, "6", "tcp"].includes(Protocol);

/** The parts of a range that are not in another one. */
const without = (range: PortRange, other: PortRange): PortRange[] =>
  [
    { from: range.from, to: Math.min(range.to, other.from - 1) },
    { from: Math.max(range.from, other.to + 1), to: range.to },
  ].filter(({ from, to }) => from <= to);

const sizeOf = (ranges: readonly PortRange[]): number =>
  ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
