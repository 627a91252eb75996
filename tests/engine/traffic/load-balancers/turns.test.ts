import assert from "node:assert/strict";
import { Turns } from "../../../../engine/traffic/load-balancers/turns.ts";

describe("whose turn it is", () => {
  it("is the next target's", () => {
    const turns = new Turns();
    const seen = [1, 2, 3, 4, 5].map(() => turns.of("group", ["a", "b"]));
    assert.deepEqual(seen, ["a", "b", "a", "b", "a"]);
    assert.equal(turns.of<string>("empty", []), undefined);
  });

  it("is a group's in proportion to its weight, at any moment", () => {
    const turns = new Turns();
    const groups = [
      { arn: "blue", weight: 90 },
      { arn: "green", weight: 10 },
      { arn: "idle", weight: 0 },
    ];
    for (let hundred = 0; hundred < 3; hundred++) {
      const seen = Array.from({ length: 10 }, () => turns.byWeight("rule", groups)?.arn);
      assert.equal(seen.filter((arn) => arn === "green").length, 1);
      assert.equal(seen.filter((arn) => arn === "blue").length, 9);
    }
  });

  it("follows changed weights at once, and is nobody's without any", () => {
    const turns = new Turns();
    const at = (blue: number, green: number) =>
      turns.byWeight("rule", [
        { arn: "blue", weight: blue },
        { arn: "green", weight: green },
      ])?.arn;
    for (let i = 0; i < 7; i++) assert.equal(at(100, 0), "blue");
    for (let i = 0; i < 7; i++) assert.equal(at(0, 100), "green");
    assert.equal(at(0, 0), undefined);
  });
});
