import assert from "node:assert/strict";
import { TestStack } from "../support/engine/stack.ts";

const IMAGE = "aws:ec2/amiFromInstance:AmiFromInstance";
const INSTANCE = "aws:ec2/instance:Instance";

interface State {
  readonly deployment: {
    readonly resources: readonly {
      readonly urn: string;
      readonly inputs?: { readonly sourceInstanceId?: string };
    }[];
  };
}

describe("scale-up on the real engine", function () {
  this.timeout("10m");
  let stack: TestStack;
  const size = (size: string) => ({ "class:labs": { "scale-up": { size } } });
  const outputs = async () => (await stack.outputs())["scale-up"] ?? {};
  /** The server that the image of a size was taken from. */
  const sourceOf = async (size: string): Promise<string | undefined> => {
    const { resources } = (JSON.parse(await stack.export()) as State).deployment;
    return resources.find(({ urn }) => urn.endsWith(`${IMAGE}::scale-up-${size}`))?.inputs
      ?.sourceInstanceId;
  };
  /** Asserts that the last operation finished the steps in this order. */
  const inOrder = (...steps: string[]) => {
    const finished = stack.finished().filter((step) => steps.includes(step));
    assert.deepEqual(finished, steps);
  };

  before(async () => {
    stack = await TestStack.start();
    await stack.up(size("t3.micro"));
  });
  after(() => stack.stop());

  it("moves the address from the old server to a bigger one made of it, and retires the old one last", async () => {
    const old = await outputs();
    await stack.up(size("t3.small"));
    inOrder(
      `create ${IMAGE} scale-up-t3.small`,
      `create ${INSTANCE} scale-up-t3.small`,
      "create-replacement aws:ec2/eipAssociation:EipAssociation scale-up",
      `delete ${INSTANCE} scale-up-t3.micro`,
    );
    const bigger = await outputs();
    assert.equal(bigger.publicIp, old.publicIp);
    assert.deepEqual([old.instanceType, bigger.instanceType], ["t3.micro", "t3.small"]);
    assert.equal(await sourceOf("t3.small"), old.instanceId);
  });

  it("changes nothing when it is run again", async () => {
    assert.deepEqual(await stack.up(size("t3.small")), {});
  });

  it("scales down in the same way", async () => {
    const old = await outputs();
    await stack.up(size("t3.micro"));
    const smaller = await outputs();
    assert.deepEqual([smaller.publicIp, smaller.instanceType], [old.publicIp, "t3.micro"]);
    assert.equal(await sourceOf("t3.micro"), old.instanceId);
  });

  it("leaves nothing behind", async () => {
    await stack.destroy();
    assert.deepEqual(await stack.inventory(), []);
  });
});
