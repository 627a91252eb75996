/** An IPv4 network: first address as an unsigned 32-bit number, and prefix length in bits. */
export interface Cidr {
  readonly address: number;
  readonly prefix: number;
}

/** A text that is no IPv4 CIDR block. */
export class CidrError extends Error {
  /** The block that has the address of the text, where it has one. */
  readonly meant: string | undefined;

  constructor(message: string, meant?: string) {
    super(message);
    this.meant = meant;
  }
}

/** @throws CidrError when `text` is no IPv4 CIDR block, or its address has bits set below the prefix. */
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
  // AWS keeps a block in this form, and would show any other (010.0.0.0/16) as a change for ever.
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
 * Whether a block, of IPv4 or IPv6, is the whole world, or more than anybody in it owns: two halves are the world, too.
 * IANA has given out no more than a /8 of IPv4 at a time, and a /12 of IPv6.
 */
export function isWorld(block: string): boolean {
  const [address = "", length = "32"] = block.split("/");
  return Number(length) < (address.includes(":") ? 12 : 8);
}

/** The `index`-th block of length `prefix` inside `block`. A block keeps its number, whatever is added after it. */
export function subnet(block: Cidr, prefix: number, index: number): Cidr {
  const count = 2 ** (prefix - block.prefix);
  if (prefix < block.prefix || prefix > 32 || index < 0 || index >= count)
    throw new Error(`${formatCidr(block)} has no /${prefix} number ${index}`);
  return { address: block.address + index * sizeOf({ prefix }), prefix };
}

/** How many addresses a block has. */
const sizeOf = ({ prefix }: Pick<Cidr, "prefix">): number => 2 ** (32 - prefix);
