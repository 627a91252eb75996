import assert from "node:assert/strict";
import { releaseSingletons } from "../../../classroom/stack/singletons.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

describe("letting go of what is the account's own", () => {
  const VOLUME = { type: "aws:ebs/volume:Volume", name: "disk", id: "vol-1" };
  const policy = (its: object = {}) => ({
    ...{ type: "aws:iam/accountPasswordPolicy:AccountPasswordPolicy", name: "p", id: "p" },
    ...its,
  });

  it("takes it out of the state, and says so", async () => {
    const stack = new FakeStack([policy(), VOLUME]);
    const lines: string[] = [];
    await releaseSingletons(stack, (line) => lines.push(line));
    assert.deepEqual(stack.calls.length, 1);
    assert.match(stack.calls[0] ?? "", /^state delete urn:.*::p$/);
    assert.deepEqual(lines, [
      "The account's AccountPasswordPolicy stays as it is; stack dev no longer manages it",
    ]);
  });

  it("leaves what stays anyway", async () => {
    const stack = new FakeStack([policy({ retainOnDelete: true })]);
    await releaseSingletons(stack, () => assert.fail());
    assert.deepEqual(stack.calls, []);
  });
});
