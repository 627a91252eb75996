import assert from "node:assert/strict";
import { type Settings, TestStack } from "../support/engine/stack.ts";

const labs = (on: Settings): Settings => ({
  "class:labs": on,
  "class:instanceConnect": "students work in the console only",
});

/** The first labs, but for what the emulator cannot carry. */
const FIRST = {
  "linux-server": true,
  "vpc-manual": { nat: "single" },
  "load-balancer": true,
  "auto-scaling": true,
  "static-site": true,
  cdn: true,
  "rds-mysql": true,
  dynamodb: true,
  "cloudwatch-alarm": true,
};

describe("a class on the real engine", function () {
  this.timeout("15m");
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.start();
  });
  after(() => stack.stop());

  it("comes up with all first labs", async () => {
    const { create = [], ...others } = await stack.up(labs(FIRST));
    assert.deepEqual(others, {});
    assert.ok(create.length > 100, `${create.length} resources`);
    assert.deepEqual(
      Object.keys(await stack.outputs()).sort(),
      ["class", "readme", ...Object.keys(FIRST)].sort(),
    );
  });

  it("changes nothing the second time", async () => {
    assert.deepEqual(await stack.up(labs(FIRST)), {});
  });

  it("finds nothing changed after a refresh", async () => {
    await stack.refresh(labs(FIRST));
    assert.deepEqual(await stack.preview(labs(FIRST)), {});
  });

  it("changes one resource for one changed setting", async () => {
    const changed = { ...FIRST, "linux-server": { instanceType: "t3.small" } };
    const server = ["aws:ec2/instance:Instance linux-server"];
    assert.deepEqual(await stack.up(labs(changed)), { update: server });
    assert.deepEqual(await stack.up(labs(FIRST)), { update: server });
  });

  it("removes exactly a lab's subtree when the lab is switched off", async () => {
    const { dynamodb: off, ...others } = FIRST;
    assert.ok(off);
    const { delete: gone = [], ...rest } = await stack.up(labs(others));
    assert.deepEqual(rest, {});
    assert.ok(gone.includes("class:lab:dynamodb dynamodb"));
    assert.deepEqual(
      gone.filter((title) => !title.includes("dynamodb")),
      [],
    );
  });

  it("keeps secrets out of its record", async () => {
    assert.doesNotMatch(await stack.export(), /"password": ?"[^"]/);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    await stack.destroy();
    assert.deepEqual(await stack.inventory(), []);
  });
});
