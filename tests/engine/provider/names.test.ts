import assert from "node:assert/strict";
import { generatedName, isGenerated, sharesName } from "../../../engine/provider/aws/names.ts";
import { matchNames } from "../../../engine/provider/map/names.ts";
import type { ResourceInfo } from "../../../engine/provider/map/provider-map.ts";
import { terraformType } from "../../../engine/provider/map/tokens.ts";
import type { PropertyMap } from "../../../engine/provider/values/property-value.ts";
import { textOf, thing } from "./support.ts";

const seed = Uint8Array.of(1, 2, 3);
const name = (info: ResourceInfo, stem: string, inputs: PropertyMap = {}, olds: PropertyMap = {}) =>
  generatedName(info, stem, olds, inputs, seed);
const named = (terraform: string, property = "name"): ResourceInfo => ({
  ...thing,
  terraform,
  inputs: [property],
  type: { kind: "object", fields: { n: { property, type: "string", optional: true } } },
});

describe("autonaming", () => {
  it("adds seven digits that follow from the engine's seed", () => {
    const first = name(thing, "web");
    assert.match(textOf(first.name), /^web-[0-9a-f]{7}$/);
    assert.deepEqual(name(thing, "web"), first);
    assert.notDeepEqual(generatedName(thing, "web", {}, {}, Uint8Array.of(9)), first);
  });

  it("keeps within the type's limit, cutting the stem", () => {
    const { name: generated } = name(named("aws_lb"), "x".repeat(50));
    assert.match(textOf(generated), /^x{24}-[0-9a-f]{7}$/);
  });

  it("writes lower case and prefixes where AWS wants them", () => {
    const bucket = name(named("aws_s3_bucket", "bucket"), "Site");
    assert.match(textOf(bucket.bucket), /^site-/);
    assert.match(textOf(name(named("aws_kms_alias"), "key").name), /^alias\/key-/);
  });

  it("ends the names of FIFO queues and topics as AWS wants", () => {
    assert.match(textOf(name(thing, "orders", { fifoQueue: true }).name), /-[0-9a-f]{7}\.fifo$/);
  });

  it("keeps the name it made up before", () => {
    const olds = { name: "web-0000000", __defaults: ["name"] };
    assert.deepEqual(name(thing, "web", {}, olds), { name: "web-0000000" });
    assert.ok(isGenerated(olds, "name"));
  });

  it("makes up a new one when the program gave one before", () => {
    const olds = { name: "mine", __defaults: [] };
    assert.match(textOf(name(thing, "web", {}, olds).name), /^web-/);
  });

  it("leaves names and prefixes alone that the program gives", () => {
    assert.deepEqual(name(thing, "web", { name: "mine" }), {});
    assert.deepEqual(name(thing, "web", { namePrefix: "mine-" }), {});
  });

  it("makes up none for types whose name means something else", () => {
    assert.deepEqual(name(named("aws_ssm_association"), "web"), {});
  });

  it("knows when two resources would have one name", () => {
    assert.ok(sharesName(thing, { name: "a" }, { name: "a", __defaults: [] }));
    assert.ok(!sharesName(thing, { name: "a" }, { name: "b", __defaults: [] }));
    assert.ok(!sharesName(thing, { name: "a" }, { name: "a", __defaults: ["name"] }));
  });
});

describe("matchNames", () => {
  const match = (names: string[], properties: string[], overrides = {}) =>
    Object.fromEntries(
      matchNames("t", names, Object.fromEntries(properties.map((p) => [p, () => ({})])), overrides),
    );

  it("camel-cases", () => {
    assert.deepEqual(match(["cidr_block"], ["cidrBlock"]), { cidr_block: "cidrBlock" });
  });

  it("finds plurals and singulars", () => {
    const found = match(["rule", "policy", "addresses"], ["rules", "policies", "address"]);
    assert.deepEqual(found, { rule: "rules", policy: "policies", addresses: "address" });
  });

  it("prefers what is listed as following no rule", () => {
    assert.deepEqual(match(["filename"], ["code", "filename"], { filename: "code" }), {
      filename: "code",
    });
  });

  it("reports what has no counterpart", () => {
    const lines: string[] = [];
    matchNames("t", ["old"], { young: () => ({}) }, {}, (line) => lines.push(line));
    assert.deepEqual(lines, [
      "t: Terraform's old is not in the SDK",
      "t: the SDK's young is not in Terraform",
    ]);
  });
});

describe("terraformType", () => {
  const known = Object.fromEntries(
    ["aws_vpc", "aws_ec2_fleet", "aws_instance", "aws_db_instance", "aws_s3_bucket", "aws_lb"].map(
      (type) => [type, {}],
    ),
  );
  const of = (module: string, type: string) => terraformType(module, type, known);

  it("follows the module's prefixes, the best first", () => {
    assert.equal(of("ec2", "Vpc"), "aws_vpc");
    assert.equal(of("ec2", "Fleet"), "aws_ec2_fleet");
    assert.equal(of("ec2", "getVpc"), "aws_vpc");
  });

  it("does not take another service's type of the same name", () => {
    assert.equal(of("rds", "Instance"), "aws_db_instance");
  });

  it("knows exceptions and older names", () => {
    assert.equal(of("lb", "LoadBalancer"), "aws_lb");
    assert.equal(of("s3", "BucketV2"), "aws_s3_bucket");
  });

  it("has nothing for what Terraform lacks", () => {
    assert.equal(of("ec2", "Novelty"), undefined);
    assert.equal(of("unknown", "Vpc"), undefined);
  });
});
