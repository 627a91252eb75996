import assert from "node:assert/strict";
import { ownParts } from "../../../classroom/readiness/own-parts.ts";
import { FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const VPC = { type: "aws:ec2/vpc:Vpc", name: "net", id: "vpc-1" };

describe("what a class has already", () => {
  it("is known by its settings' id, else by that of the class that is up", async () => {
    const { pulumi } = new FakeStack([VPC]);
    const stack = { export: () => pulumi.export(), outputs: () => Promise.resolve(UP) };
    assert.deepEqual((await ownParts(stack)).classIds, [IDENTITY.id]);
    assert.deepEqual((await ownParts(stack, "another22222")).classIds, ["another22222"]);
    assert.deepEqual(
      (await ownParts(stack)).held.map(({ type }) => type),
      [VPC.type],
    );
  });

  it("is nothing before the first up", async () => {
    const { pulumi } = new FakeStack([]);
    const stack = { export: () => pulumi.export(), outputs: () => Promise.resolve({}) };
    assert.deepEqual(await ownParts(stack), { classIds: [], held: [] });
  });
});

const UP = { class: { ...IDENTITY } };
