import assert from "node:assert/strict";
import { deleteConfirmed } from "../../classroom/gateway/gateway.ts";
import { StackGate, StillUpError } from "../../classroom/gateway/stack-gate.ts";
import { heldIn } from "../../classroom/record/held-resources.ts";
import { TestStack } from "../support/engine/stack.ts";
import { FakeKeeper, FakeStack } from "../support/fakes/fake-stack.ts";
import { inOrder } from "../support/processes/in-order.ts";

/** Of every service that the labs use, at least one. */
const LABS = [
  "ami",
  "auto-scaling",
  "billing",
  "cdn",
  "cloudformation-ec2",
  "cloudwatch-alarm",
  "codedeploy",
  "dns-zone",
  "dynamodb",
  "ebs-snapshot",
  "efs",
  "elastic-beanstalk",
  "iam-role",
  "iam-users",
  "load-balancer",
  "rds-mysql",
  "s3-backup",
  "scale-up",
  "vpc-manual",
  "vpc-peering",
];

const OPTIONS = { report: () => undefined, account: "123456789012" };

/** Only leftovers can take away a class whose record is lost: everything in it is one. */
describe("a class whose stack was lost", function () {
  this.timeout("20m");
  inOrder();
  let stack: TestStack;
  before(async () => {
    stack = await TestStack.start();
    await stack.up({ "class:labs": Object.fromEntries(LABS.map((id) => [id, true])) });
  });
  after(() => stack.stop());

  /** What the stack has noted, while its state was there. */
  async function noted(): Promise<FakeKeeper> {
    const { stack: its, config, identity } = stack.open();
    return new FakeKeeper({ identity, ledger: await heldIn(await its.export(), config.region) });
  }

  it("has no leftovers as long as its state is there", async () => {
    const gate = new StackGate(stack.open(), await noted(), OPTIONS);
    const { found, unseen, up = 0 } = await gate.look();
    assert.deepEqual([found, unseen, up > 0], [[], [], true]);
    await assert.rejects(gate.check(), StillUpError);
  });

  it("is known by its record, and deleted whole, whatever depends on what", async () => {
    const gate = new StackGate(
      { ...stack.open(), stack: new FakeStack().pulumi }, // its state is lost
      await noted(),
      OPTIONS,
    );
    const { found } = await gate.look();
    assert.deepEqual(
      found.filter(({ standing }) => standing !== "proven").map(({ kind, why }) => [kind, why]),
      [],
    );
    const sleep = () => Promise.resolve();
    const end = await deleteConfirmed(found, gate, { report: () => undefined, sleep });
    assert.deepEqual([end.clean, end.stuck, end.unseen], [true, [], []]);
    assert.deepEqual(await stack.inventory(), []);
  });
});
