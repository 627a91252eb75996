import assert from "node:assert/strict";
import fc from "fast-check";
import { zonesOf } from "../../../components/network/network-zones.ts";
import { formatCidr, overlaps, parseCidr } from "../../../lib/cidr.ts";

/** A network's block as text, and some of a region's zones in any order. */
const network = fc.record({
  cidrBlock: fc
    .record({ prefix: fc.integer({ min: 16, max: 20 }), address: fc.nat(2 ** 32 - 1) })
    .map(({ prefix, address }) =>
      formatCidr({ prefix, address: address - (address % 2 ** (32 - prefix)) }),
    ),
  zones: fc
    .shuffledSubarray(["a", "b", "c", "d", "e", "f", "g", "h"], { minLength: 1 })
    .map((letters) => letters.map((letter) => `ap-northeast-2${letter}`)),
});

const blocks = (cidrBlock: string, zones: readonly string[]) =>
  zonesOf(cidrBlock, zones).flatMap((zone) => [zone.public, zone.private]);

describe("zonesOf", () => {
  it("lays zones out as AWS's own wizard does", () => {
    const zones = zonesOf("10.0.0.0/16", ["ap-northeast-2a", "ap-northeast-2c"]);
    assert.deepEqual(
      zones.map((zone) => [formatCidr(zone.public), formatCidr(zone.private)]),
      [
        ["10.0.0.0/20", "10.0.128.0/20"],
        ["10.0.32.0/20", "10.0.160.0/20"],
      ],
    );
  });

  it("keeps a zone's blocks, whatever zones are beside it", () => {
    fc.assert(
      fc.property(network, ({ cidrBlock, zones }) => {
        for (const zone of zonesOf(cidrBlock, zones))
          assert.deepEqual(zonesOf(cidrBlock, [zone.name]), [zone]);
      }),
    );
  });

  it("gives no address to two subnets", () => {
    fc.assert(
      fc.property(network, ({ cidrBlock, zones }) => {
        const all = blocks(cidrBlock, zones);
        for (const [i, one] of all.entries())
          for (const other of all.slice(i + 1)) assert.equal(overlaps(one, other), false);
      }),
    );
  });

  it("stays within the block, with subnets that a load balancer takes (/27 or larger)", () => {
    fc.assert(
      fc.property(network, ({ cidrBlock, zones }) => {
        for (const part of blocks(cidrBlock, zones)) {
          assert.ok(part.prefix <= 27);
          assert.ok(overlaps(parseCidr(cidrBlock), part));
        }
      }),
    );
  });

  const MISTAKES = [
    ["10.0.0.0/15", ["ap-northeast-2a"], /10\.0\.0\.0\/15 is a \/15: choose .* from \/16 to \/20/],
    ["10.0.0.0/21", ["ap-northeast-2a"], /10\.0\.0\.0\/21 is a \/21: choose .* from \/16 to \/20/],
    ["10.0.1.0/16", ["ap-northeast-2a"], /did you mean 10\.0\.0\.0\/16\?/],
    ["10.0.0.0/16", [], /availabilityZones is empty/],
    ["10.0.0.0/16", ["ap-northeast-2a", "ap-northeast-2a"], /lists a zone twice/],
    ["10.0.0.0/16", ["ap-northeast-2a", "ap-northeast-1c"], /in several regions/],
    ["10.0.0.0/16", ["a"], /"a" is not an Availability Zone such as ap-northeast-2a/],
    ["10.0.0.0/16", ["ap-northeast-2"], /"ap-northeast-2" is not an Availability Zone/],
    ["10.0.0.0/16", ["ap-northeast-2i"], /"ap-northeast-2i" is not an Availability Zone/],
  ] as const;
  for (const [cidrBlock, zones, message] of MISTAKES)
    it(`refuses ${cidrBlock} in [${zones.join(", ")}]`, () => {
      assert.throws(() => zonesOf(cidrBlock, zones), { message });
    });
});
