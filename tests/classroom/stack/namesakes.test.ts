import assert from "node:assert/strict";
import { namesakesAmong } from "../../../classroom/stack/namesakes.ts";
import type { StackLife } from "../../../classroom/stack/stack-life.ts";

const life = (stack: string, name: string, environment: "dev" | "prod"): StackLife => ({
  stack,
  past: false,
  identity: {
    ...{ name, environment, owner: "teacher", expires: "2099-12-31T18:00:00+09:00" },
    ...{ region: "ap-northeast-2", peerRegion: "ap-northeast-1" },
  },
});

describe("stacks of classes of one name", () => {
  it("are those of the same name and environment, and what does not say whose it is", () => {
    const lives = [
      life("minji", "aws-class", "dev"),
      life("seojun", "aws-class-seojun", "dev"),
      life("prod", "aws-class", "prod"),
      { stack: "broken", past: false, identity: undefined },
    ];
    assert.deepEqual(namesakesAmong(lives, { name: "aws-class", environment: "dev" }), [
      "minji",
      "broken",
    ]);
  });
});
