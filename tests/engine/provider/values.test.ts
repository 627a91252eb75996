import assert from "node:assert/strict";
import { listChanges } from "../../../engine/provider/values/changes.ts";
import { hasUnknown, sameValue } from "../../../engine/provider/values/compare.ts";
import { proposeNewState } from "../../../engine/provider/values/propose.ts";
import { UNKNOWN, type TerraformObject, type Type } from "../../../engine/provider/values/types.ts";
import { decodeState, encodeState } from "../../../engine/provider/values/wire.ts";
import { stateOf, thingType } from "./support.ts";

describe("Terraform's wire form", () => {
  const roundTrip = (state: TerraformObject) =>
    decodeState(thingType, encodeState(thingType, state));

  it("carries every kind of value there and back", () => {
    const state = stateOf({
      name: "한글",
      max_size: 2 ** 40,
      enabled: false,
      zone: UNKNOWN,
      tags: { a: "b" },
      ingress: [{ from_port: 80, cidr_blocks: [UNKNOWN], rule_id: null }],
    });
    assert.deepEqual(roundTrip(state), state);
  });

  it("fills in what is missing: null for attributes, nothing for blocks", () => {
    assert.deepEqual(roundTrip({ name: "n" }), stateOf({ name: "n" }));
  });

  it("reads a state that comes as JSON", () => {
    const json = Buffer.from(JSON.stringify({ name: "n" }));
    assert.deepEqual(decodeState(thingType, { json })?.name, "n");
  });

  it("has null for no state", () => {
    assert.equal(decodeState(thingType, encodeState(thingType, null)), null);
    assert.equal(decodeState(thingType, null), null);
  });

  it("gives a dynamic value its type", () => {
    const dynamic = { kind: "object", fields: { v: { property: "v", type: "dynamic" } } } as const;
    for (const v of ["a", 1, true, ["a", 1], { a: "b" }])
      assert.deepEqual(decodeState(dynamic, encodeState(dynamic, { v })), { v });
  });
});

describe("sameValue", () => {
  const of = (kind: "list" | "set"): Type => ({ kind, element: "string" });

  it("ignores order in sets only", () => {
    assert.ok(sameValue(of("set"), ["a", "b"], ["b", "a"]));
    assert.ok(!sameValue(of("list"), ["a", "b"], ["b", "a"]));
  });

  it("takes an absent block for an empty one", () => {
    assert.ok(sameValue({ kind: "list", element: "string", block: true }, null, []));
    assert.ok(sameValue({ kind: "map", element: "string", block: true }, null, {}));
    assert.ok(!sameValue(of("list"), null, []));
  });

  it("finds an unknown at any depth", () => {
    assert.ok(hasUnknown({ a: [{ b: UNKNOWN }] }));
    assert.ok(!hasUnknown({ a: [{ b: null }] }));
  });
});

describe("listChanges", () => {
  const changes = (before: TerraformObject, after: TerraformObject) =>
    listChanges(thingType, stateOf(before), stateOf(after)).map(
      ({ path, kind }) => `${kind} ${path}`,
    );
  const rule = (from_port: number) => ({ from_port, cidr_blocks: null, rule_id: null });

  it("tells added, deleted and updated properties apart", () => {
    assert.deepEqual(changes({ name: "a", zone: "z" }, { name: "b", max_size: 1 }), [
      "UPDATE name",
      "DELETE zone",
      "ADD maxSize",
    ]);
  });

  it("goes into maps, with keys that are no names in brackets", () => {
    const [before, after] = [
      { Name: "a", "a:b": "x" },
      { Name: "b", "a:b": "y" },
    ];
    assert.deepEqual(changes({ tags: before }, { tags: after }), [
      "UPDATE tags.Name",
      'UPDATE tags["a:b"]',
    ]);
  });

  it("finds nothing in a reordered set, and only what differs in a changed one", () => {
    assert.deepEqual(changes({ ingress: [rule(1), rule(2)] }, { ingress: [rule(2), rule(1)] }), []);
    assert.deepEqual(changes({ ingress: [rule(1), rule(2)] }, { ingress: [rule(2), rule(3)] }), [
      "UPDATE ingress[1].fromPort",
    ]);
    assert.deepEqual(changes({ ingress: [rule(1)] }, { ingress: [] }), ["DELETE ingress[0]"]);
  });

  it("leaves out the position in a list that Pulumi does not show", () => {
    const versioning = (status: string) => ({ versioning: [{ status }] });
    assert.deepEqual(changes(versioning("Enabled"), versioning("Suspended")), [
      "UPDATE versioning.status",
    ]);
    assert.deepEqual(changes({}, versioning("Enabled")), ["ADD versioning"]);
  });
});

describe("proposeNewState", () => {
  const propose = (prior: TerraformObject, config: TerraformObject) =>
    proposeNewState(thingType, stateOf(prior), stateOf(config));

  it("keeps what the provider computed, and nothing else", () => {
    const proposed = propose({ arn: "a", zone: "z", name: "old" }, { zone: null });
    assert.deepEqual(proposed, stateOf({ arn: "a", zone: "z" }));
  });

  it("takes what is configured over what was computed", () => {
    assert.equal(propose({ zone: "a" }, { zone: "b" })?.zone, "b");
  });

  it("finds the old block of a set that a configured one came from", () => {
    const rule = (from_port: number, rule_id: string | null) => ({
      from_port,
      cidr_blocks: null,
      rule_id,
    });
    const proposed = propose(
      { ingress: [rule(1, "r-1"), rule(2, "r-2")] },
      { ingress: [rule(2, null), rule(3, null)] },
    );
    assert.deepEqual(proposed?.ingress, [rule(2, "r-2"), rule(3, null)]);
  });

  it("proposes nothing for a resource that is to go", () => {
    assert.equal(proposeNewState(thingType, stateOf({}), null), null);
  });
});
