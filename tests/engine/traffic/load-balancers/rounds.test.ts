import assert from "node:assert/strict";
import { Rounds } from "../../../../engine/traffic/load-balancers/health/rounds.ts";
import { FakeClock } from "./fake-clock.ts";

describe("rounds of health checks", () => {
  it("end when nobody asks any more, also when each takes longer than its interval", async () => {
    const clock = new FakeClock();
    let count = 0;
    const round = () => {
      count += 1;
      if (count > 1000) return Promise.resolve(false); // else this test would not end
      return new Promise<boolean>((resolve) => {
        clock.later(10_000, () => {
          resolve(true);
        });
      });
    };
    const rounds = new Rounds({ clock, intervalMs: () => 5000, round });
    rounds.ask();
    await clock.pass(600_000);
    assert.equal(count, 13);
  });
});
