import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Patience, type Result, runChecks } from "../../../classroom/checking/run-checks.ts";
import type { Check } from "../../../labs/contract/check.ts";
import { CannotTell, expect, Failure } from "../../../labs/contract/outcome.ts";
import { linuxServer } from "../../../labs/linux-server/lab.ts";
import { subjectOf } from "../../support/subjects.ts";

const QUICK: Patience = { lookSeconds: 0.5, settleSeconds: 0.05, pauseSeconds: 0.01 };

const check = (run: Check["run"], name = "it is so"): Check => ({
  name: { en: name },
  hint: { en: "mend it" },
  run,
});

async function resultOf(run: Check["run"], patience = QUICK): Promise<Result> {
  const [result] = await runChecks(
    [{ subject: subjectOf(linuxServer), checks: [check(run)] }],
    patience,
  );
  assert.ok(result);
  return result;
}

describe("runChecks", () => {
  it("passes on what a check has seen", async () => {
    assert.deepEqual(await resultOf(() => Promise.resolve("2 servers")), {
      lab: "linux-server",
      check: "it is so",
      outcome: "pass",
      seen: "2 servers",
    });
  });

  it("gives a failure its hint", async () => {
    const result = await resultOf(() => Promise.reject(new Failure("no server")));
    assert.deepEqual([result.outcome, result.seen, result.hint], ["fail", "no server", "mend it"]);
  });

  it("takes no failure for what cannot be told", async () => {
    const result = await resultOf(() => Promise.reject(new CannotTell("nothing to see")));
    assert.deepEqual(
      [result.outcome, result.seen, result.hint],
      ["inconclusive", "nothing to see", undefined],
    );
  });

  it("looks again until a failure has settled", async () => {
    let looks = 0;
    const result = await resultOf(
      () => {
        expect(++looks === 3, "not yet");
        return Promise.resolve("now");
      },
      { ...QUICK, settleSeconds: 10 },
    );
    assert.deepEqual([result.outcome, looks], ["pass", 3]);
  });

  it("believes a failure that lasts, after a second look at least", async () => {
    let looks = 0;
    const run = () => {
      looks++;
      return Promise.reject(new Failure("never"));
    };
    assert.equal((await resultOf(run)).outcome, "fail");
    assert.ok(looks > 1, `${looks} looks`);
  });

  it("does not look again after a pass or an inconclusive result", async () => {
    let looks = 0;
    await resultOf(() => Promise.resolve(`look ${++looks}`));
    await resultOf(() => Promise.reject(new CannotTell(`look ${++looks}`)));
    assert.equal(looks, 2);
  });

  it("looks again, when somebody waits, at what was not seen", async () => {
    let looks = 0;
    const result = await resultOf(
      () => (++looks === 1 ? Promise.reject(new CannotTell("silence")) : Promise.resolve("seen")),
      { ...QUICK, settleSeconds: 20 },
    );
    assert.deepEqual([result.outcome, looks], ["pass", 2]);
  });

  it("is inconclusive when a look takes too long, and goes on", async () => {
    const { outcome, seen } = await resultOf(() => sleep(5000, "late", { ref: false }));
    assert.deepEqual([outcome, seen], ["inconclusive", "no answer within 0.5 s"]);
  });

  it("gives results in the order of the checks, however long each takes", async () => {
    const checks = [40, 1, 20].map((ms) => check(() => sleep(ms, "seen"), `${ms} ms`));
    const results = await runChecks([{ subject: subjectOf(linuxServer), checks }], QUICK);
    assert.deepEqual(
      results.map((result) => result.check),
      ["40 ms", "1 ms", "20 ms"],
    );
  });

  it("runs eight checks side by side, not more", async () => {
    let [open, most] = [0, 0];
    const checks = Array.from({ length: 20 }, (_, at) =>
      check(async () => {
        most = Math.max(most, ++open);
        await sleep(10);
        open--;
        return "seen";
      }, `check ${at}`),
    );
    await runChecks([{ subject: subjectOf(linuxServer), checks }], QUICK);
    assert.equal(most, 8);
  });

  it("calls a bug in a check what it is", async () => {
    const {
      outcome,
      seen,
      hint = "",
    } = await resultOf(() => {
      throw new TypeError("x is undefined");
    });
    assert.deepEqual([outcome, seen], ["fail", "TypeError: x is undefined"]);
    assert.match(hint, /bug in the check itself/);
  });
});
