import assert from "node:assert/strict";
import { catalogue } from "../../infra/catalogue.ts";
import { carried } from "../support/labs.ts";
import { TestStack } from "../support/stack.ts";

const settings = { "class:labs": Object.fromEntries(carried.map(({ id }) => [id, true])) };

const PREVIEW_SECONDS = 15;

describe("all labs in one stack", function () {
  this.timeout("20m");
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.start();
  });
  after(() => stack.stop());

  it("comes up in one go", async () => {
    const { create, ...others } = await stack.up(settings);
    assert.ok(create);
    assert.deepEqual(others, {});
    const named = ["class", ...carried.map(({ id }) => id)];
    assert.deepEqual(Object.keys(await stack.outputs()).sort(), named.sort());
  });

  it(`has nothing to change, and says so within ${PREVIEW_SECONDS} s`, async () => {
    const start = performance.now();
    assert.deepEqual(await stack.preview(settings), {});
    const seconds = (performance.now() - start) / 1000;
    assert.ok(seconds < PREVIEW_SECONDS, `${seconds.toFixed(1)} s`);
  });

  it("is found unchanged by a refresh", async () => {
    await stack.refresh(settings);
    assert.deepEqual(await stack.preview(settings), {});
  });

  it("leaves nothing behind in either region", async () => {
    await stack.destroy();
    assert.deepEqual(await stack.inventory(), []);
  });

  for (const { id, needsPlugin } of catalogue.filter((lab) => lab.needsPlugin !== undefined))
    it.skip(`${id}: its plugin ${needsPlugin ?? ""} is on no package registry`);
});
