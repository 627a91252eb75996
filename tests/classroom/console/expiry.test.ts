import assert from "node:assert/strict";
import { changedExpiry, distance } from "../../../classroom/console/expiry.ts";
import { inTimeZone } from "../../support/time-zone.ts";

const NOW = new Date("2026-11-25T09:00:00Z");
const END = "2026-11-25T12:00:00Z";

describe("when a class ends", () => {
  inTimeZone("Asia/Seoul");
  const changed = (
    change: { expires?: string; extend?: string },
    current: string | undefined = END,
  ) => changedExpiry(change, current, NOW);

  it("stays as it is when the call says nothing", () => {
    assert.equal(changed({}), undefined);
  });

  it("is a duration from now", () => {
    assert.equal(changed({ expires: "8h" }), "2026-11-25T17:00:00Z");
    assert.equal(changed({ expires: "90m" }), "2026-11-25T10:30:00Z");
    assert.equal(changed({ expires: "2d" }), "2026-11-27T09:00:00Z");
  });

  it("is the next such time in the user's zone", () => {
    assert.equal(changed({ expires: "20:30" }), "2026-11-25T20:30:00+09:00");
    assert.equal(changed({ expires: "Mon 18:00" }), "2026-11-30T18:00:00+09:00");
  });

  it("is a moment, kept as it was written", () => {
    assert.equal(changed({ expires: "2026-11-26T18:00:00+09:00" }), "2026-11-26T18:00:00+09:00");
  });

  it("is put off from the end that was set", () => {
    assert.equal(changed({ extend: "2h" }), "2026-11-25T14:00:00Z");
  });

  it("is put off from now when the class has expired", () => {
    assert.equal(changed({ extend: "2h" }, "2026-11-25T08:00:00Z"), "2026-11-25T11:00:00Z");
  });

  it("is put off from now when the settings have no valid time", () => {
    assert.equal(changed({ extend: "2h" }, "soon"), "2026-11-25T11:00:00Z");
  });

  for (const [change, message] of [
    [
      { expires: "8 hours" },
      /--expires "8 hours" is not a time: write 8h, 18:00, "Mon 18:00" or 2026-/,
    ],
    [{ expires: "8w" }, /--expires 8w is not a duration/],
    [{ expires: "0h" }, /--expires 0h is too short: write 90m/],
    [{ expires: "999999h" }, /more than 90 days from now/],
    [{ extend: "99999999999999h" }, /--extend 99999999999999h is too long/],
    [{ expires: "" }, /--expires "" is not a time/],
    [{ expires: "2020-01-01T18:00+09:00" }, /which is in the past/],
    [{ extend: "soon" }, /--extend soon is not a duration/],
    [{ expires: "2026-11-24T18:00:00+09:00" }, /which is in the past/],
    [{ expires: "2027-11-24T18:00:00+09:00" }, /more than 90 days/],
    [{ expires: "8h", extend: "2h" }, /write one of the two/],
  ] as const)
    it(`refuses ${JSON.stringify(change)}`, () => {
      assert.throws(() => changed(change), message);
    });

  it("is told as a distance from now", () => {
    assert.equal(distance(END, NOW), "in 3 h");
    assert.equal(distance("2026-11-25T08:48:00Z", NOW), "12 min ago");
    assert.equal(distance("2026-11-27T10:05:00Z", NOW), "in 2 d 1 h");
  });
});
