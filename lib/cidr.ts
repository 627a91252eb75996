/** An IPv4 network: first address as an unsigned 32-bit number, and prefix length in bits. */
export interface Cidr {
  readonly address: number;
  readonly prefix: number;
}

/** The text is not a valid IPv4 CIDR block. */
export class CidrError extends Error {
  /** The block that contains the given address, when there is one. */
  readonly meant: string | undefined;

  constructor(message: string, meant?: string) {
    super(message);
    this.meant = meant;
  }
}

/** @throws CidrError when `text` is not a valid IPv4 CIDR block, or its address has bits set below the prefix. */
export function parseCidr(text: string): Cidr {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  const [a, b, c, d, prefix] = match?.slice(1).map(Number) ?? [];
  if (
    a === undefined ||
    b === undefined ||
    c === undefined ||
    d === undefined ||
    prefix === undefined
  )
    throw new CidrError(`"${text}" is not an IPv4 CIDR block such as 10.0.0.0/16`);
  if (Math.max(a, b, c, d) > 255 || prefix > 32)
    throw new CidrError(`"${text}" is out of range: four numbers up to 255, and /0 to /32`);
  const address = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
  const start = address - (address % sizeOf({ prefix }));
  // AWS stores a block in this form; any other form (010.0.0.0/16) would show up as a change in every preview.
  const canonical = formatCidr({ address: start, prefix });
  if (text !== canonical)
    throw new CidrError(
      `"${text}" does not start a /${prefix} network; did you mean ${canonical}?`,
      canonical,
    );
  return { address, prefix };
}

export function formatCidr({ address, prefix }: Cidr): string {
  return `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join(".")}/${prefix}`;
}

/** Whether two blocks have an address in common. */
export const overlaps = (a: Cidr, b: Cidr): boolean =>
  a.address < b.address + sizeOf(b) && b.address < a.address + sizeOf(a);

/**
 * Whether an IPv4 or IPv6 block is the whole internet, or larger than any single owner's: two halves count as the whole, too.
 * IANA has allocated at most a /8 of IPv4 at a time, and a /12 of IPv6.
 */
export function isWorld(block: string): boolean {
  const [address = "", length = "32"] = block.split("/");
  return Number(length) < (address.includes(":") ? 12 : 8);
}

/** The `index`-th block of length `prefix` inside `block`. Adding blocks later does not change its number. */
export function subnet(block: Cidr, prefix: number, index: number): Cidr {
  const count = 2 ** (prefix - block.prefix);
  if (prefix < block.prefix || prefix > 32 || index < 0 || index >= count)
    throw new Error(`${formatCidr(block)} has no /${prefix} number ${index}`);
  return { address: block.address + index * sizeOf({ prefix }), prefix };
}

/** The number of addresses in a block. */
const sizeOf = ({ prefix }: Pick<Cidr, "prefix">): number => 2 ** (32 - prefix);
