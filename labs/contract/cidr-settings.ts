import { z } from "zod";
import { type Cidr, CidrError, formatCidr, overlaps, parseCidr } from "../../lib/cidr.ts";
import { errorMessage } from "../../lib/errors.ts";
import { type Objection, text } from "./text-setting.ts";

/**
 * The block of a VPC: /16 to /20, in a private range. AWS allows other ranges, but their public addresses would be unreachable
 * from the VPC: 172.32.0.0/16 is not private, although it looks so.
 */
export const vpcBlock = () =>
  text((value) => {
    const fault = cidrFault(value, 16, 20);
    if (fault || PRIVATE.some((block) => overlaps(block, parseCidr(value)))) return fault;
    return {
      reason: "not a private network",
      fix: "write a block in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10, e.g. 10.0.0.0/16",
    };
  });

/**
 * Public addresses from which a class is reached over the internet. Private addresses are refused, although a computer shows
 * only its private address. Large blocks that include private ranges are left to the rule against opening to the internet.
 */
export const internetBlock = (from = 0, to = 32) =>
  text((value) => {
    const fault = cidrFault(value, from, to);
    if (fault) return fault;
    const { address, prefix } = parseCidr(value);
    const isIn = (blocks: readonly Cidr[]) =>
      blocks.some((block) => block.prefix <= prefix && overlaps(block, { address, prefix }));
    const kind = isIn(PRIVATE) ? "private" : isIn(RESERVED) ? "reserved" : undefined;
    if (kind === undefined) return undefined;
    return {
      reason: `a ${kind} network: no connection from the internet has such an address`,
      fix: "write your public address, which https://checkip.amazonaws.com shows, e.g. 203.0.113.7/32",
    };
  });

/** RFC 1918, and RFC 6598: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parseCidr);

/** This network, loopback, link-local, multicast and future use: RFC 6890. */
const RESERVED = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4"].map(
  parseCidr,
);

function cidrFault(value: string, from: number, to: number): Objection | undefined {
  const block = tryParse(value, to);
  if ("reason" in block) return block;
  if (block.prefix >= from && block.prefix <= to) return undefined;
  const range = from === to ? `a /${from} block` : `a block between /${from} and /${to}`;
  // 0.0.0.0/0 means everybody, not a network near it.
  const nearest = block.prefix === 0 ? exampleOf(to) : formatCidr({ ...block, prefix: from });
  return {
    reason: `a /${block.prefix} block is not allowed here`,
    fix: `write ${range}, e.g. ${nearest}`,
  };
}

function tryParse(value: string, to: number): Cidr | Objection {
  try {
    return parseCidr(value);
  } catch (error) {
    return { reason: errorMessage(error), fix: instead(value, to, error) };
  }
}

/** Suggests a block of one address, where blocks may be that small. */
function instead(value: string, to: number, error: unknown): string {
  const [address = "", prefix] = value.split("/");
  const alone = to === 32 && z.ipv4().safeParse(address).success ? `${address}/32` : undefined;
  const meant = error instanceof CidrError ? error.meant : undefined;
  if (meant !== undefined)
    return `write ${meant}${alone === undefined ? "" : `, or ${alone} for this address alone`}`;
  return alone !== undefined && prefix === undefined
    ? `write ${alone} for this address alone`
    : `write an IPv4 block such as ${exampleOf(to)}`;
}

const exampleOf = (to: number): string => (to === 32 ? "203.0.113.7/32" : "10.0.0.0/16");
