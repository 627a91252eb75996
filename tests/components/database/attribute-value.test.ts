import assert from "node:assert/strict";
import fc from "fast-check";
import {
  attributes,
  attributeValue,
  type ItemValue,
} from "../../../components/database/attribute-value.ts";

describe("attributeValue", () => {
  it('keeps the string "1" and the number 1 apart', () => {
    assert.deepEqual(attributeValue("1"), { S: "1" });
    assert.deepEqual(attributeValue(1), { N: "1" });
  });

  const values: [string, ItemValue, unknown][] = [
    ["an empty string", "", { S: "" }],
    ["a fraction", -0.5, { N: "-0.5" }],
    ["minus zero", -0, { N: "0" }],
    ["a big number", 1e125, { N: "1e+125" }],
    ["a bigint of 38 digits", 10n ** 38n - 1n, { N: "9".repeat(38) }],
    ["a round bigint", -(10n ** 100n), { N: `-1${"0".repeat(100)}` }],
    ["a boolean", false, { BOOL: false }],
    ["null", null, { NULL: true }],
    ["bytes", new Uint8Array([1, 2, 255]), { B: "AQL/" }],
    ["a set of strings", new Set(["b", "a"]), { SS: ["a", "b"] }],
    ["a set of numbers", new Set([2, 10n]), { NS: ["10", "2"] }],
    ["a set of bytes", new Set([new Uint8Array([255])]), { BS: ["/w=="] }],
    ["a list", [1, "1", [null]], { L: [{ N: "1" }, { S: "1" }, { L: [{ NULL: true }] }] }],
    ["a map", { b: { c: 1 }, a: true }, { M: { a: { BOOL: true }, b: { M: { c: { N: "1" } } } } }],
    ["an empty map", {}, { M: {} }],
  ];
  for (const [what, value, expected] of values)
    it(`converts ${what}`, () => {
      assert.deepEqual(attributeValue(value), expected);
    });

  const mistakes: [string, unknown, RegExp][] = [
    ["NaN", NaN, /NaN is not a number that DynamoDB supports/],
    ["infinity", -Infinity, /-Infinity is not a number/],
    ["a number too large", 1e126, /not a number that DynamoDB supports/],
    ["a number too small", 1e-131, /closer to zero/],
    ["an integer that lost digits", 2 ** 53, /write it as a bigint, 9007199254740992n/],
    ["a bigint of 39 digits", 10n ** 38n + 1n, /more than the 38 digits/],
    ["an empty set", new Set(), /no empty sets/],
    ["a mixed set", new Set(["1", 1]), /use a list/],
    ["undefined", undefined, /no type for undefined; leave the attribute out/],
    ["a date", new Date(0), /no type for object/],
    ["a function", String, /no type for function/],
  ];
  for (const [what, value, message] of mistakes)
    it(`refuses ${what}`, () => {
      assert.throws(() => attributeValue(value as ItemValue), message);
    });

  it("names the place of a mistake", () => {
    assert.throws(() => attributes({ a: { b: [1, NaN] } }), /^Error: a\.b\[1\]: NaN/);
  });

  it("gives the same text whatever the order of names", () => {
    const text = (item: Record<string, ItemValue>): string => JSON.stringify(attributes(item));
    assert.equal(text({ a: 1, b: { c: 2, d: 3 } }), text({ b: { d: 3, c: 2 }, a: 1 }));
  });

  it("loses nothing of strings, numbers, booleans, lists and maps", () => {
    const { value } = fc.letrec<{ value: ItemValue }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.string(),
        fc.integer(),
        fc.double({ min: -1e9, max: 1e9, noNaN: true }).map((n) => Math.round(n * 1e6) / 1e6 + 0),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value")),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie("value"), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (each) => {
        assert.deepEqual(plain(attributeValue(each)), each);
      }),
    );
  });
});

/** The other way, for what JSON has. */
function plain(value: unknown): unknown {
  const [[type, inner]] = Object.entries(value as Record<string, unknown>) as [[string, unknown]];
  switch (type) {
    case "N":
      return Number(inner);
    case "NULL":
      return null;
    case "L":
      return (inner as unknown[]).map(plain);
    case "M":
      return Object.fromEntries(
        Object.entries(inner as object).map(([name, each]) => [name, plain(each)]),
      );
    default:
      return inner;
  }
}
