import assert from "node:assert/strict";
import { deployedConfig } from "../../../classroom/stack/deployed-config.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";
import { region, update } from "./history.ts";

describe("what a stack was deployed with", () => {
  const deployed = (...history: readonly object[]) => {
    const stack = new FakeStack();
    stack.history = history;
    return deployedConfig(stack.pulumi);
  };

  const config = async (...history: readonly object[]) => (await deployed(...history))?.config;

  it("is the config of the newest update that succeeded", async () => {
    const found = await config(
      update(region("us-east-1"), { kind: "destroy" }),
      update(region("us-east-2"), { result: "in-progress" }),
      update(region("us-west-1")),
      update(region("us-west-2")),
    );
    assert.deepEqual(found, { "aws:region": "us-west-1" });
  });

  it("is text as text, a map as a map, and nothing of what was left empty", async () => {
    const labs = { cdn: { x: 1 } };
    const found = await config(
      update({
        "class:owner": { value: "kim" },
        "class:labs": { value: JSON.stringify(labs), objectValue: labs },
        "class:email": { value: "" },
        "class:expires": {},
      }),
    );
    assert.deepEqual(found, { "class:owner": "kim", "class:labs": labs });
  });

  it("is nothing where it was deployed without settings", async () => {
    const nothing = { config: {}, secrets: [], isNewest: true };
    assert.deepEqual(await deployed({ kind: "update", result: "succeeded" }), nothing);
  });

  it("names its secrets, which the history only masks", async () => {
    const secret = {
      "class:owner": { value: "[secret]", secret: true },
      "class:labs": { secret: true },
    };
    assert.deepEqual(await deployed(update({ ...region("us-west-1"), ...secret })), {
      ...{ config: { "aws:region": "us-west-1" }, secrets: ["class:owner", "class:labs"] },
      isNewest: true,
    });
  });

  it("knows whether anything else has run since with other settings", async () => {
    const [here, there] = [update(region("us-west-1")), update(region("us-west-2"))];
    const isNewest = async (...history: readonly object[]) =>
      (await deployed(...history))?.isNewest;
    assert.equal(await isNewest({ ...here, kind: "refresh" }, here), true);
    assert.equal(await isNewest({ ...there, result: "failed" }, here), false);
  });

  it("is not known where no update has succeeded, or the backend has no such stack", async () => {
    assert.equal(await deployed(update({}, { result: "failed" })), undefined);
    const stack = new FakeStack();
    stack.history = undefined;
    assert.equal(await deployedConfig(stack.pulumi), undefined);
  });

  it("is asked of the stack's own history, a hundred updates back", async () => {
    const asked: (readonly string[])[] = [];
    const capture = (args: readonly string[]) => {
      asked.push(args);
      return Promise.resolve("[]");
    };
    await deployedConfig({ name: "prod", capture });
    assert.deepEqual(asked, [
      ["stack", "history", "--json", "--page-size", "100", "--stack", "prod"],
    ]);
  });

  it("is not taken for unknown where Pulumi cannot be run", async () => {
    const capture = () => Promise.reject(new Error("spawn pulumi ENOENT"));
    await assert.rejects(deployedConfig({ name: "dev", capture }), /ENOENT/);
  });
});
