import assert from "node:assert/strict";
import { z } from "zod";
import {
  databaseClass,
  instanceFamily,
  instanceSettings,
  instanceType,
  x86InstanceType,
} from "../../../labs/contract/instance-type.ts";
import { DEFAULT_LIMITS } from "../../../policy/limits.ts";

describe("an instance type", () => {
  it("is one that the provider knows, of any family", () => {
    for (const type of ["t3.micro", "m7i-flex.large", "u-6tb1.metal", "c5.18xlarge"])
      assert.equal(instanceType().parse(type), type);
  });

  it("may be a family of RDS alone", () => {
    assert.equal(databaseClass().parse("db.x2g.large"), "db.x2g.large");
  });

  it("may not be a family that RDS lacks", () => {
    assert.equal(databaseClass().safeParse("db.t3a.micro").success, false);
  });

  it("may be every family that a class is allowed without saying so", () => {
    for (const family of DEFAULT_LIMITS.instanceFamilies)
      assert.equal(instanceFamily().parse(family), family);
  });

  it("is found in a lab's settings, with a default and where only x86 is allowed", () => {
    const settings = z.strictObject({
      size: x86InstanceType().default("t3.micro"),
      instanceClass: databaseClass().optional(),
      name: z.string(),
    });
    assert.deepEqual(instanceSettings(settings), ["size", "instanceClass"]);
  });
});
