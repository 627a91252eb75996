import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { after } from "../../../components/shared/after.ts";
import { record, run } from "../../support/mocks.ts";

describe("after", () => {
  it("lets whoever uses the value wait for the resources", async () => {
    const resources = await record(() => {
      const first = new aws.ec2.Vpc("first", {});
      const last = new aws.ec2.Subnet("last", { vpcId: first.id });
      new aws.ec2.Eip("user", { address: after(pulumi.output("value"), last) });
    });
    const order = resources.map(({ name }) => name);
    assert.deepEqual(order.slice(-3), ["first", "last", "user"]);
  });

  it("is the value", async () => {
    const { result } = await run(() => after(pulumi.output("value"), new aws.ec2.Vpc("first", {})));
    assert.equal(result, "value");
  });

  it("is known to a preview, in which the resources have no ids yet", async () => {
    await pulumi.runtime.setMocks(
      {
        newResource: () => ({ id: undefined, state: {} }),
        call: ({ inputs }) => inputs as Record<string, unknown>,
      },
      "class",
      "mocks",
      true,
    );
    const value = after(pulumi.output("value"), new aws.ec2.Vpc("first", {}));
    const { isKnown } = value as unknown as { isKnown: Promise<boolean> };
    assert.equal(await isKnown, true);
  });
});
