import { type Cidr, parseCidr, subnet } from "../../lib/cidr.ts";

/** An Availability Zone's part of a network. */
export interface Zone {
  /** e.g. ap-northeast-2a */
  readonly name: string;
  /** Its last letter, e.g. a. */
  readonly letter: string;
  readonly public: Cidr;
  readonly private: Cidr;
}

/** A VPC's block is at most a /16; in a /20 each subnet is a /24, enough for a class and a load balancer. */
const LARGEST = 16;
const SMALLEST = 20;

/** Sixteen subnets: a public one for each letter from a to h, then a private one for each. */
const SLOT_BITS = 4;
const FIRST_PRIVATE = 8;

/**
 * Divides a network's addresses in the layout of AWS's VPC wizard: of 10.0.0.0/16 zone a gets 10.0.0.0/20 (public) and
 * 10.0.128.0/20 (private), zone b the next ones. A zone's blocks depend only on its letter, so that they stay when other zones
 * are added or removed.
 *
 * @throws when the block is malformed or not of size /16 to /20, a zone is malformed or repeated, there is no zone, or they
 * are in several regions
 */
export function zonesOf(cidrBlock: string, availabilityZones: readonly string[]): Zone[] {
  const block = parseCidr(cidrBlock);
  if (block.prefix < LARGEST || block.prefix > SMALLEST)
    throw new Error(
      `cidrBlock ${cidrBlock} is a /${block.prefix}: choose a block from /${LARGEST} to /${SMALLEST}`,
    );
  const zones = availabilityZones.map((name) => ({ name, ...parts(name) }));
  const list = availabilityZones.join(", ");
  if (zones.length === 0) throw new Error("availabilityZones is empty: add at least one zone");
  if (new Set(availabilityZones).size < zones.length)
    throw new Error(`availabilityZones lists a zone twice: ${list}`);
  if (new Set(zones.map(({ region }) => region)).size > 1)
    throw new Error(
      `availabilityZones are in several regions, but a VPC is in one region: ${list}`,
    );
  return zones.map(({ name, letter }) => {
    const slot = letter.charCodeAt(0) - "a".charCodeAt(0);
    const part = (index: number) => subnet(block, block.prefix + SLOT_BITS, index);
    return { name, letter, public: part(slot), private: part(FIRST_PRIVATE + slot) };
  });
}

function parts(zone: string): { region: string; letter: string } {
  const [, region, letter] = /^([a-z]+(?:-[a-z]+)+-\d)([a-h])$/.exec(zone) ?? [];
  if (region === undefined || letter === undefined)
    throw new Error(`"${zone}" is not an Availability Zone such as ap-northeast-2a`);
  return { region, letter };
}
