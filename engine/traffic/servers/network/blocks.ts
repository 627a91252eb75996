import { type Cidr, overlaps, parseCidr } from "../../../../lib/cidr.ts";

/** Whether a block contains an address; false for text that is not an IPv4 block. */
export function contains(block: string | undefined, address: string): boolean {
  const [all, one] = [blockOf(block), blockOf(`${address}/32`)];
  return all !== undefined && one !== undefined && overlaps(all, one);
}

/** @returns undefined for text that is not an IPv4 block */
export function blockOf(text: string | undefined): Cidr | undefined {
  try {
    return text === undefined ? undefined : parseCidr(text);
  } catch {
    return undefined;
  }
}
