import assert from "node:assert/strict";
import { check } from "../../../engine/provider/aws/check.ts";
import { checkConfig, diffConfig, toProviderConfig } from "../../../engine/provider/aws/config.ts";
import { resourceInfo } from "../../../engine/provider/aws/context.ts";
import {
  secret,
  UNKNOWN_STRING,
  type PropertyMap,
} from "../../../engine/provider/values/property-value.ts";
import { fixture, textOf, THING, type Fixture } from "./support.ts";

const run = (context: Fixture, news: PropertyMap, olds: PropertyMap = {}) =>
  check(context, { token: THING, name: "web", olds, news, seed: Uint8Array.of(1) });

describe("check", () => {
  it("fills in the name and says so", async () => {
    const { inputs, failures } = await run(fixture(), { maxSize: 1 });
    assert.match(textOf(inputs.name), /^web-/);
    assert.deepEqual(inputs.__defaults, ["name"]);
    assert.deepEqual(failures, []);
  });

  it("keeps secrets secret and unknowns unknown", async () => {
    const news = { name: "n", password: secret("p"), policy: UNKNOWN_STRING };
    const { inputs } = await run(fixture(), news);
    assert.deepEqual(inputs, { ...news, __defaults: [] });
  });

  it("names the property that Terraform refuses, as the program writes it", async () => {
    const context = fixture();
    const path = ["ingress", 0, "from_port"];
    const problem = { severity: "ERROR", summary: "Bad port", detail: "too large", path } as const;
    context.terraform.problems = [problem];
    const { failures } = await run(context, { ingress: [{ fromPort: 99999 }] });
    assert.deepEqual(failures, [
      { property: "ingress[0].fromPort", reason: "Bad port: too large" },
    ]);
  });

  it("names the property that has a wrong type", async () => {
    const { failures } = await run(fixture(), { maxSize: "many" });
    const reason = 'maxSize: expected a number, got "many"';
    assert.deepEqual(failures, [{ property: "maxSize", reason }]);
  });

  it("drops what this Terraform does not know, with one warning", async () => {
    const context = fixture();
    const { inputs } = await run(context, { name: "n", novelty: true });
    assert.ok(!("novelty" in inputs));
    assert.deepEqual(context.warnings, [
      "aws_thing: this Terraform provider (5.0.0) does not know novelty, ignored",
    ]);
  });

  it("does not ask Terraform again about inputs that it has accepted", async () => {
    const context = fixture();
    const { inputs } = await run(context, { maxSize: 1, password: secret("p") });
    await run(context, { maxSize: 1, password: secret("p") }, inputs);
    await run(context, { maxSize: 2, password: secret("p") }, inputs);
    assert.equal(context.terraform.calls.filter((call) => call === "validate").length, 2);
  });

  it("says which file to edit for a type that it does not know", () => {
    assert.throws(
      () => resourceInfo(fixture(), "aws:foo/bar:Bar"),
      /aws:foo\/bar:Bar.*map\/tokens\.ts/,
    );
  });
});

describe("the provider's configuration", () => {
  it("takes numbers and booleans as the JSON that Pulumi sends", () => {
    const config = toProviderConfig(fixture(), { maxRetries: "3", s3UsePathStyle: "true" });
    assert.deepEqual(config, { region: null, max_retries: 3, s3_use_path_style: true });
  });

  it("leaves out what a preview does not know yet", () => {
    const { region } = toProviderConfig(fixture(), { region: UNKNOWN_STRING });
    assert.equal(region, null);
  });

  it("finds a misspelt key and the one that was meant", () => {
    assert.deepEqual(checkConfig(fixture(), { regoin: "x", version: "7.0.0" }), [
      {
        property: "regoin",
        reason: "aws:regoin is not a setting of the AWS provider; did you mean aws:region?",
      },
    ]);
  });

  it("finds a value of a wrong type", () => {
    const [failure] = checkConfig(fixture(), { maxRetries: "three" });
    assert.equal(failure?.property, "maxRetries");
    assert.match(failure.reason, /aws:maxRetries: expected a number, got "three"/);
  });

  it("warns of a key that this Terraform does not know", () => {
    const context = fixture();
    assert.deepEqual(checkConfig(context, { profile: "class" }), []);
    assert.match(context.warnings.join(), /does not know profile/);
  });

  it("differs in what was added, removed or changed, behind a secret or not", () => {
    const olds = { region: secret("a"), maxRetries: "1", profile: "p", version: "1" };
    const news = { region: "a", maxRetries: "2", version: "2" };
    assert.deepEqual(diffConfig(olds, news), ["maxRetries", "profile"]);
  });
});
