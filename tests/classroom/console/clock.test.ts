import assert from "node:assert/strict";
import { nextTime, shownTime, withOffset } from "../../../classroom/console/clock.ts";
import { inTimeZone } from "../../support/time-zone.ts";

/** Friday, noon in Seoul. */
const NOON = new Date("2026-11-27T03:00:00Z");

describe("times in Seoul", () => {
  inTimeZone("Asia/Seoul");
  const next = (text: string, now = NOON) => {
    const date = nextTime(text, now);
    return date && withOffset(date);
  };

  it("are today while they are to come, else tomorrow", () => {
    assert.equal(next("18:00"), "2026-11-27T18:00:00+09:00");
    assert.equal(next("9:30"), "2026-11-28T09:30:00+09:00");
    assert.equal(next("12:00"), "2026-11-28T12:00:00+09:00");
  });

  it("are on the next such day, which may be today", () => {
    assert.equal(next("Mon 18:00"), "2026-11-30T18:00:00+09:00");
    assert.equal(next("friday 18:00"), "2026-11-27T18:00:00+09:00");
    assert.equal(next("Fri 11:00"), "2026-12-04T11:00:00+09:00");
  });

  it("are nothing else", () => {
    for (const text of ["24:00", "18:60", "18", "Moon", "Xyz 18:00", "18:00:00", "8h", ""])
      assert.equal(next(text), undefined, text);
  });

  it("are shown beside UTC, with its day where that is another one", () => {
    assert.equal(shownTime("2026-11-28T09:00:00Z"), "2026-11-28 18:00 KST (09:00 UTC)");
    assert.equal(
      shownTime("2026-11-28T02:00:00+09:00"),
      "2026-11-28 02:00 KST (2026-11-27 17:00 UTC)",
    );
    assert.equal(shownTime("soon"), "soon");
  });
});

describe("times elsewhere", () => {
  describe("in New York, on the day when clocks are put back", () => {
    inTimeZone("America/New_York");
    it("have the offset of that hour", () => {
      const next = nextTime("18:00", new Date("2026-11-01T04:30:00Z"));
      assert.equal(next && withOffset(next), "2026-11-01T18:00:00-05:00");
      assert.equal(shownTime("2026-11-01T23:00:00Z"), "2026-11-01 18:00 EST (23:00 UTC)");
    });
  });

  describe("in UTC", () => {
    inTimeZone("UTC");
    it("are shown once", () => {
      assert.equal(shownTime("2026-11-28T18:00:00+09:00"), "2026-11-28 09:00 UTC");
    });
  });
});
