import assert from "node:assert/strict";
import { expiredClasses, withClassEnds } from "../../../classroom/expire/expired-classes.ts";
import type { StackLife } from "../../../classroom/stack/stack-life.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";

const life = (stack: string, past: boolean, student?: string): StackLife => ({
  stack,
  identity: { ...IDENTITY, ...(student !== undefined && { student }) },
  past,
});
const silent = (stack: string): StackLife => ({ stack, identity: undefined, past: false });

describe("what of classes has expired", () => {
  it("is a class with its students, one class by itself", () => {
    const lives = [
      life("dev", true),
      life("dev-s01", true, "s01"),
      life("dev-s02", true, "s02"),
      life("prod", true),
    ];
    assert.deepEqual(
      expiredClasses(lives).map(({ stack, own, students }) => [stack, own?.stack, students]),
      [
        ["dev", "dev", ["s01", "s02"]],
        ["prod", "prod", []],
      ],
    );
  });

  it("names the students for whom the class's stack must stay", () => {
    const [expired] = expiredClasses([
      life("dev", true),
      life("dev-s01", false, "s01"),
      life("dev-s02", true, "s02"),
    ]);
    assert.deepEqual([expired?.students, expired?.goingOn], [["s02"], ["s01"]]);
  });

  it("is a student's stack alone where the class goes on", () => {
    const [expired] = expiredClasses([life("dev", false), life("dev-s01", true, "s01")]);
    assert.deepEqual([expired?.own, expired?.students], [undefined, ["s01"]]);
  });

  it("is nothing of a class that goes on", () => {
    assert.deepEqual(expiredClasses([life("dev", false), life("dev-s01", false, "s01")]), []);
  });

  it("is a student's stack that does not say its end when its class has expired", () => {
    const lives = withClassEnds([life("dev", true), silent("dev-s01"), silent("other")]);
    assert.deepEqual(
      lives.map(({ past, identity }) => [past, identity?.student]),
      [
        [true, undefined],
        [true, "s01"],
        [false, undefined],
      ],
    );
    assert.deepEqual(expiredClasses(lives)[0]?.students, ["s01"]);
  });
});
