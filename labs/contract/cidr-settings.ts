import { type Cidr, formatCidr, overlaps, parseCidr } from "../../lib/cidr.ts";
import { errorMessage } from "../../lib/errors.ts";
import { type Objection, text } from "./text-setting.ts";

/** An IPv4 block whose length lies between `from` and `to` bits. */
export const cidrBlock = (from = 0, to = 32) => text((value) => cidrFault(value, from, to));

/**
 * The block of a VPC: /16 to /20, of addresses that nobody has on the internet. AWS allows any other, but what has such
 * addresses is not reachable from the VPC: 172.32.0.0/16 is not private, though it looks so.
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

/** RFC 1918, and RFC 6598: https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html */
const PRIVATE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(parseCidr);

function cidrFault(value: string, from: number, to: number): Objection | undefined {
  const block = tryParse(value, to);
  if ("reason" in block) return block;
  if (block.prefix >= from && block.prefix <= to) return undefined;
  const range = from === to ? `a /${from} block` : `a block between /${from} and /${to}`;
  const nearest = formatCidr({ ...block, prefix: from });
  return {
    reason: `a /${block.prefix} block is not allowed here`,
    fix: `write ${range}, e.g. ${nearest}`,
  };
}

function tryParse(value: string, to: number): Cidr | Objection {
  try {
    return parseCidr(value);
  } catch (error) {
    const isAddress = to === 32 && /^\d+(\.\d+){3}$/.test(value);
    const fix = isAddress
      ? `write ${value}/32 for this address alone`
      : "write an IPv4 block such as 10.0.0.0/16";
    return { reason: errorMessage(error), fix };
  }
}
