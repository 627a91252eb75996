import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { readPrices } from "../../../classroom/pricing/price-table.ts";
import { deployedStatus } from "../../../classroom/class-status/stack-status.ts";
import { FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SERVER = {
  ...{ type: "aws:ec2/instance:Instance", name: "server", id: "i-1", lab: "linux-server" },
  ...{ created: "2026-11-25T06:00:00Z", inputs: { instanceType: "t3.micro", userData: "secret!" } },
};
const ROOT = { type: "pulumi:pulumi:Stack", name: "class", id: "" };

describe("what a student's stack says of itself", () => {
  const temporary = temporaryFolder();
  const file = () => path.join(temporary.path, "status.json");
  let stack: FakeStack;
  let exports: number;

  beforeEach(() => {
    stack = new FakeStack([SERVER, { ...ROOT, outputs: { class: IDENTITY } }]);
    stack.history = [{ result: "succeeded" }];
    exports = 0;
  });

  function status(lastUpdate: string | undefined) {
    const pulumi = {
      name: "dev-s01",
      capture: (args: readonly string[]) => stack.capture(args),
      export: () => (exports++, stack.export()),
    };
    const folder = { status: file() };
    return deployedStatus({ student: "s01", stack: pulumi, folder, lastUpdate }, readPrices());
  }

  it("is its resources, its end and what of it costs, since when", async () => {
    const { resources, expires, hasFailed, costings, made } = await status("t1");
    assert.deepEqual([resources, expires, hasFailed], [1, IDENTITY.expires, false]);
    assert.deepEqual(
      costings.map(({ id, created }) => [id, created]),
      [["i-1", SERVER.created]],
    );
    assert.deepEqual(made, { "linux-server": SERVER.created });
  });

  it("is asked for again only where the stack has changed", async () => {
    const { resources, costings } = await status("t1");
    const again = await status("t1");
    assert.equal(again.resources, resources);
    assert.equal(JSON.stringify(again.costings), JSON.stringify(costings));
    assert.equal(exports, 1);
    await status("t2");
    assert.equal(exports, 2);
  });

  it("is remembered for its owner alone, and without what its resources were made with", async () => {
    await status("t1");
    assert.equal(statSync(file()).mode & 0o777, 0o600);
    assert.doesNotMatch(readFileSync(file(), "utf8"), /secret!/);
  });

  it("is not remembered while it may change at any moment", async () => {
    await status(undefined);
    await status(undefined);
    assert.equal(exports, 2);
  });

  it("is a failure where its last change was one", async () => {
    stack.history = [{ result: "failed" }];
    assert.equal((await status("t1")).hasFailed, true);
  });
});
