import assert from "node:assert/strict";
import fc from "fast-check";
import { isWorld, type Cidr, formatCidr, overlaps, parseCidr, subnet } from "../../lib/cidr.ts";

const size = (prefix: number): number => 2 ** (32 - prefix);

/** Any block there is. */
const block = (longest = 32): fc.Arbitrary<Cidr> =>
  fc
    .record({ prefix: fc.nat(longest), address: fc.nat(2 ** 32 - 1) })
    .map(({ prefix, address }) => ({ prefix, address: address - (address % size(prefix)) }));

/** A block, and the length and number of a part of it. */
const part = block(24).chain((whole) =>
  fc.integer({ min: whole.prefix, max: Math.min(32, whole.prefix + 8) }).chain((prefix) =>
    fc.record({
      whole: fc.constant(whole),
      prefix: fc.constant(prefix),
      index: fc.nat(2 ** (prefix - whole.prefix) - 1),
    }),
  ),
);

describe("parseCidr", () => {
  it("reads what formatCidr writes", () => {
    fc.assert(
      fc.property(block(), (cidr) => {
        assert.deepEqual(parseCidr(formatCidr(cidr)), cidr);
      }),
    );
  });

  it("names the block of an address in the middle of it", () => {
    fc.assert(
      fc.property(block(31), fc.nat(), (cidr, offset) => {
        const inside = cidr.address + 1 + (offset % (size(cidr.prefix) - 1));
        const text = formatCidr({ ...cidr, address: inside });
        assert.throws(() => parseCidr(text), {
          message: new RegExp(`mean ${formatCidr(cidr)}\\?`),
        });
      }),
    );
  });

  for (const text of [
    "10.0.0.0",
    "10.0.0/16",
    "10.0.0.0/",
    " 10.0.0.0/16",
    "::/0",
    "a.b.c.d/8",
    "",
  ])
    it(`refuses "${text}"`, () => {
      assert.throws(() => parseCidr(text), /is not an IPv4 CIDR block such as 10\.0\.0\.0\/16/);
    });

  for (const text of ["256.0.0.0/8", "10.0.0.0/33"])
    it(`refuses "${text}", which is out of range`, () => {
      assert.throws(() => parseCidr(text), /is out of range/);
    });

  it("refuses leading zeros, which some programs read as octal", () => {
    assert.throws(() => parseCidr("010.0.0.0/08"), /did you mean 10\.0\.0\.0\/8\?/);
  });
});

describe("subnet", () => {
  it("lies within its block", () => {
    fc.assert(
      fc.property(part, ({ whole, prefix, index }) => {
        const found = subnet(whole, prefix, index);
        assert.ok(found.address >= whole.address);
        assert.ok(found.address + size(prefix) <= whole.address + size(whole.prefix));
      }),
    );
  });

  it("is a block that can be written and read", () => {
    fc.assert(
      fc.property(part, ({ whole, prefix, index }) => {
        const found = subnet(whole, prefix, index);
        assert.deepEqual(parseCidr(formatCidr(found)), found);
      }),
    );
  });

  it("shares no address with the one of another number", () => {
    fc.assert(
      fc.property(part, fc.nat(), ({ whole, prefix, index }, other) => {
        const number = other % 2 ** (prefix - whole.prefix);
        const both = [subnet(whole, prefix, index), subnet(whole, prefix, number)] as const;
        assert.equal(overlaps(...both), index === number);
      }),
    );
  });

  for (const [prefix, index] of [
    [24, 256],
    [24, -1],
    [15, 0],
    [33, 0],
  ] as const)
    it(`has no /${prefix} number ${index} in a /16`, () => {
      const whole = parseCidr("10.0.0.0/16");
      assert.throws(() => subnet(whole, prefix, index), {
        message: `10.0.0.0/16 has no /${prefix} number ${index}`,
      });
    });
});

describe("isWorld", () => {
  it("is so of more than anybody owns", () => {
    for (const block of ["0.0.0.0/0", "128.0.0.0/1", "64.0.0.0/7", "::/0", "2000::/3"])
      assert.ok(isWorld(block), block);
  });

  it("is not so of a network of somebody's", () => {
    for (const block of ["10.0.0.0/8", "203.0.113.7/32", "2001:db8::/32", "2001::/12"])
      assert.ok(!isWorld(block), block);
  });
});

describe("overlaps", () => {
  it("does not depend on the order", () => {
    fc.assert(
      fc.property(block(), block(), (a, b) => {
        assert.equal(overlaps(a, b), overlaps(b, a));
      }),
    );
  });

  it("holds for a block and its part", () => {
    fc.assert(
      fc.property(part, ({ whole, prefix, index }) => {
        assert.ok(overlaps(whole, subnet(whole, prefix, index)));
      }),
    );
  });

  it("does not hold for neighbors", () => {
    assert.equal(overlaps(parseCidr("10.0.0.0/16"), parseCidr("10.1.0.0/16")), false);
  });
});
