import assert from "node:assert/strict";
import { describeLives, lifeOf } from "../../../classroom/stack/stack-life.ts";
import { inTimeZone } from "../../support/time-zone.ts";

const NOW = new Date("2026-11-25T09:00:00Z");

const outputs = (expires: string) => ({
  class: {
    name: "aws-class",
    environment: "dev",
    owner: "instructor",
    region: "ap-northeast-2",
    peerRegion: "ap-northeast-1",
    expires,
  },
});

describe("whether a class has expired", () => {
  inTimeZone("Asia/Seoul");
  const past = (expires: string) => lifeOf("dev", outputs(expires), NOW).past;

  it("has from the time on that it says", () => {
    assert.equal(past("2026-11-25T18:00:00+09:00"), true);
    assert.equal(past("2026-11-25T18:01:00+09:00"), false);
  });

  it("has not where a stack does not say when it expires", () => {
    assert.equal(lifeOf("other", {}, NOW).past, false);
    assert.equal(past("yesterday"), false);
  });

  it("is shown in a table", () => {
    const lives = [
      lifeOf("dev", outputs("2026-11-25T15:00:00+09:00"), NOW),
      lifeOf("prod", outputs("2026-11-25T20:00:00+09:00"), NOW),
      lifeOf("other", {}, NOW),
    ];
    assert.deepEqual(describeLives(lives, NOW).split("\n"), [
      "dev    aws-class  2026-11-25 15:00 KST (06:00 UTC)  3 h ago  expired",
      "prod   aws-class  2026-11-25 20:00 KST (11:00 UTC)  in 2 h",
      "other                                                        does not say when it expires: kept",
    ]);
  });
});
