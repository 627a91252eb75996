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

  it("takes each class's own end for its students, and leaves those that say theirs", () => {
    const lives = withClassEnds([
      life("prod", false),
      life("dev", true),
      life("dev-s02", false, "s02"),
      silent("prod-s01"),
      silent("dev-s01"),
      silent("test-s01"),
    ]);
    assert.deepEqual(
      lives.map(({ stack, past }) => [stack, past]),
      [
        ["prod", false],
        ["dev", true],
        ["dev-s02", false],
        ["prod-s01", false],
        ["dev-s01", true],
        ["test-s01", false],
      ],
    );
    assert.equal(lives[5]?.identity, undefined);
    const [dev, ...others] = expiredClasses(lives);
    assert.deepEqual([dev?.students, dev?.goingOn, others], [["s01"], ["s02"], []]);
  });

  it("is not known of a student whose class does not say its own", () => {
    const lives = withClassEnds([silent("dev"), silent("dev-s01")]);
    assert.deepEqual(lives, [silent("dev"), silent("dev-s01")]);
    assert.deepEqual(expiredClasses(lives), []);
  });

  it("is a class by itself whose stack has the name of a student's, or a student's of another class", () => {
    const lives = [life("dev", true), life("dev-seoul", true), life("spring", true, "s01")];
    assert.deepEqual(
      expiredClasses(lives).map(({ stack, own, students }) => [stack, own?.stack, students]),
      [
        ["dev", "dev", []],
        ["dev-seoul", "dev-seoul", []],
        ["spring", "spring", []],
      ],
    );
  });

  it("does not belong to a student's stack whose name begins its own", () => {
    const lives = [life("dev-s01", true, "s01"), silent("dev-s01-s02")];
    assert.deepEqual(withClassEnds(lives)[1], silent("dev-s01-s02"));
  });
});
