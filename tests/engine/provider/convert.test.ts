import assert from "node:assert/strict";
import {
  PropertyError,
  pulumiPath,
  toPulumi,
  toTerraform,
} from "../../../engine/provider/values/convert.ts";
import { Asset, plainMap, type PlainMap } from "../../../engine/provider/values/plain.ts";
import { secret, UNKNOWN_STRING } from "../../../engine/provider/values/property-value.ts";
import { UNKNOWN, type TerraformObject } from "../../../engine/provider/values/types.ts";
import { stateOf, thingType } from "./support.ts";

const terraform = (properties: PlainMap) => toTerraform(thingType, properties);
const pulumi = (state: TerraformObject) => toPulumi(thingType, stateOf(state));

describe("toTerraform", () => {
  it("renames properties and leaves what is absent null", () => {
    const { max_size, name } = terraform({ maxSize: 3 });
    assert.deepEqual({ max_size, name }, { max_size: 3, name: null });
  });

  it("takes numbers and booleans that come as text", () => {
    const { max_size, enabled } = terraform({ maxSize: "3", enabled: "true" });
    assert.deepEqual({ max_size, enabled }, { max_size: 3, enabled: true });
  });

  it("makes text of numbers and booleans where text is wanted", () => {
    assert.equal(terraform({ name: 42 }).name, "42");
    assert.equal(terraform({ name: false }).name, "false");
  });

  it("makes JSON of a policy that is an object", () => {
    assert.equal(
      terraform({ policy: { Version: "2012-10-17" } }).policy,
      '{"Version":"2012-10-17"}',
    );
  });

  it("makes a policy unknown as long as a part of it is", () => {
    assert.equal(terraform({ policy: { Statement: [{ Resource: UNKNOWN }] } }).policy, UNKNOWN);
  });

  it("converts lists, sets and maps member by member", () => {
    const { steps, subnet_ids, tags } = terraform({
      steps: ["a", 1],
      subnetIds: [UNKNOWN],
      tags: { Name: "x", Count: 2 },
    });
    assert.deepEqual(steps, ["a", "1"]);
    assert.deepEqual(subnet_ids, [UNKNOWN]);
    assert.deepEqual(tags, { Name: "x", Count: "2" });
  });

  it("puts the only element that Pulumi shows into a list", () => {
    assert.deepEqual(terraform({ versioning: { status: "Enabled" } }).versioning, [
      { status: "Enabled" },
    ]);
  });

  it("converts nested blocks", () => {
    assert.deepEqual(terraform({ ingress: [{ fromPort: "80" }] }).ingress, [
      { from_port: 80, cidr_blocks: null, rule_id: null },
    ]);
  });

  it("reports properties that Terraform does not know, where they are", () => {
    const dropped: string[] = [];
    const properties = { colour: 1, ingress: [{ colour: 2 }], __defaults: [] };
    toTerraform(thingType, properties, (path) => dropped.push(path));
    assert.deepEqual(dropped.sort(), ["colour", "ingress[0].colour"]);
  });

  it("names the property that has a wrong type", () => {
    assert.throws(() => terraform({ ingress: [{ fromPort: "http" }] }), {
      name: "Error",
      path: "ingress[0].fromPort",
      message: 'ingress[0].fromPort: expected a number, got "http"',
    });
    assert.throws(() => terraform({ enabled: "maybe" }), PropertyError);
    assert.throws(() => terraform({ tags: ["a"] }), /tags: expected an object, got an array/);
  });
});

describe("toPulumi", () => {
  it("renames attributes and leaves out what is null", () => {
    assert.deepEqual(pulumi({ max_size: 3, tags: { Name: "x" } }), {
      maxSize: 3,
      tags: { Name: "x" },
      ingress: [],
    });
  });

  it("shows a list that can only hold one element as that element", () => {
    assert.deepEqual(pulumi({ versioning: [{ status: "Enabled" }] }).versioning, {
      status: "Enabled",
    });
  });

  it("makes secrets of sensitive attributes", () => {
    assert.deepEqual(pulumi({ password: "p" }).password, secret("p"));
  });

  it("passes unknowns on, also from inside a list", () => {
    const { arn, steps } = pulumi({ arn: UNKNOWN, steps: ["a", UNKNOWN] });
    assert.deepEqual({ arn, steps }, { arn: UNKNOWN_STRING, steps: ["a", UNKNOWN_STRING] });
  });

  it("gives back what toTerraform made", () => {
    const properties = {
      name: "n",
      maxSize: 2,
      enabled: true,
      tags: { a: "b" },
      subnetIds: ["s"],
      ingress: [{ fromPort: 1, cidrBlocks: ["10.0.0.0/8"] }],
      versioning: { status: "Enabled" },
    };
    assert.deepEqual(toPulumi(thingType, terraform(properties)), properties);
  });
});

describe("plainMap", () => {
  const signature = "4dabf18193072939515e22adb298388d";

  it("unwraps secrets and outputs", () => {
    const output = { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4", value: "v" };
    assert.deepEqual(plainMap({ a: secret("s"), b: output }), { a: "s", b: "v" });
  });

  it("takes an output without a value, and Pulumi's unknowns, for unknown", () => {
    const output = { [signature]: "d0e6a833031e9bbcd3f4e8bde6ca49a4" };
    assert.deepEqual(plainMap({ a: output, b: UNKNOWN_STRING }), { a: UNKNOWN, b: UNKNOWN });
  });

  it("takes a resource for its id", () => {
    const resource = { [signature]: "5cf8f73096256a8f31e491e813e4eb8e", urn: "u", id: "i-1" };
    assert.deepEqual(plainMap({ server: resource }), { server: "i-1" });
  });

  it("keeps what an asset came as", () => {
    const wire = { [signature]: "c44067f5952c0a294b673a41bacd8c17", hash: "ab", text: "hello" };
    const { page } = plainMap({ page: wire });
    assert.ok(page instanceof Asset);
    assert.deepEqual(page, new Asset({ kind: "asset", hash: "ab", text: "hello" }, wire));
  });
});

describe("pulumiPath", () => {
  it("writes Terraform's path as a program would", () => {
    assert.equal(pulumiPath(thingType, ["ingress", 0, "from_port"]), "ingress[0].fromPort");
    assert.equal(pulumiPath(thingType, ["tags", "Name"]), "tags.Name");
  });

  it("leaves out the position in a list that Pulumi does not show", () => {
    assert.equal(pulumiPath(thingType, ["versioning", 0, "status"]), "versioning.status");
  });
});
