import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { diff } from "../../../engine/provider/aws/diff.ts";
import { assetPath } from "../../../engine/provider/values/assets.ts";
import {
  ASSET,
  secret,
  SIGNATURE,
  type PropertyMap,
} from "../../../engine/provider/values/property-value.ts";
import { fixture, THING, type Fixture } from "./support.ts";

const olds: PropertyMap = {
  id: "id-1",
  arn: "arn-1",
  name: "web",
  region: "ap-northeast-2",
  __meta: '{"schema_version":"0","private":""}',
};
const run = (news: PropertyMap, { context = fixture(), ignored = [] as string[], old = {} } = {}) =>
  diff(context, { token: THING, id: "id-1", olds: { ...olds, ...old }, news, ignored });
const replacing = (...attributes: string[]): Fixture => {
  const context = fixture();
  context.terraform.requiresReplace = attributes;
  return context;
};

describe("diff", () => {
  it("finds nothing when nothing changed", async () => {
    const old = { maxSize: 1, ingress: [{ fromPort: 1 }, { fromPort: 2 }] };
    const news = { name: "web", maxSize: 1, ingress: [{ fromPort: 2 }, { fromPort: 1 }] };
    assert.deepEqual(await run(news, { old }), {
      replaces: [],
      diffs: [],
      deleteBeforeReplace: false,
      detailed: {},
    });
  });

  it("takes an asset by its hash, which is all that the engine sends", async () => {
    const source = { [SIGNATURE]: ASSET, hash: randomUUID() };
    assert.deepEqual((await run({ name: "web", source })).diffs, ["source"]);
    assert.ok(!existsSync(assetPath({ kind: "asset", hash: source.hash })));
  });

  it("tells added, deleted and updated properties apart", async () => {
    const news = { name: "web", maxSize: 2, tags: { a: "b" } };
    const { diffs, detailed } = await run(news, { old: { maxSize: 1, policy: "p" } });
    assert.deepEqual(detailed, { maxSize: "UPDATE", policy: "DELETE", tags: "ADD" });
    assert.deepEqual(diffs, ["maxSize", "policy", "tags"]);
  });

  it("shows the element of a set that differs", async () => {
    const old = { ingress: [{ fromPort: 80 }, { fromPort: 22 }] };
    const { detailed } = await run({ name: "web", ingress: [{ fromPort: 80 }] }, { old });
    assert.deepEqual(detailed, { "ingress[1]": "DELETE" });
  });

  it("sees through secrets", async () => {
    const old = { password: secret("p") };
    assert.deepEqual((await run({ name: "web", password: secret("p") }, { old })).diffs, []);
    assert.deepEqual((await run({ name: "web", password: "q" }, { old })).diffs, ["password"]);
  });

  it("replaces where Terraform cannot change in place", async () => {
    const context = replacing("max_size");
    const found = await run({ name: "web", maxSize: 2 }, { context, old: { maxSize: 1 } });
    assert.deepEqual(found.replaces, ["maxSize"]);
    assert.deepEqual(found.detailed, { maxSize: "UPDATE_REPLACE" });
  });

  it("replaces nothing for an attribute that does not change", async () => {
    const context = replacing("max_size");
    assert.deepEqual((await run({ name: "web", policy: "p" }, { context })).replaces, []);
  });

  it("deletes first when both would have the name that the program gave", async () => {
    const given = await run({ name: "web", maxSize: 2 }, { context: replacing("max_size") });
    const news = { name: "web", maxSize: 2, __defaults: ["name"] };
    const generated = await run(news, { context: replacing("max_size") });
    assert.deepEqual([given.deleteBeforeReplace, generated.deleteBeforeReplace], [true, false]);
  });

  it("keeps what ignoreChanges names as it is, also when it was never an input", async () => {
    const old = { maxSize: 1, policy: "set outside" };
    const { diffs } = await run(
      { name: "web", maxSize: 5 },
      { old, ignored: ["maxSize", "policy"] },
    );
    assert.deepEqual(diffs, []);
  });

  it("ignores every change with a star", async () => {
    const { diffs } = await run({ maxSize: 5 }, { old: { policy: "p" }, ignored: ["*"] });
    assert.deepEqual(diffs, []);
  });

  it("replaces, without deleting first, what moves to another region", async () => {
    const found = await run({ name: "web", region: "eu-central-1" });
    assert.deepEqual(found.replaces, ["region"]);
    assert.deepEqual(found.detailed, { region: "UPDATE_REPLACE" });
    assert.equal(found.deleteBeforeReplace, false);
  });

  it("has a state upgraded that another version of the schema wrote", async () => {
    const context = fixture({ version: 2 });
    await run({ name: "web" }, { context });
    assert.ok(context.terraform.calls.includes("upgrade from 0"));
  });
});
