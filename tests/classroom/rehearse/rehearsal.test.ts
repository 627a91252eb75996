import assert from "node:assert/strict";
import { PulumiError } from "../../../classroom/pulumi/pulumi-error.ts";
import { CredentialsError } from "../../../aws/credentials/credentials-error.ts";
import { InterruptedError } from "../../../lib/interrupts.ts";
import { ConfigError } from "../../../labs/contract/problems.ts";
import { BEGUN, FakeRehearsal, arrived, result } from "../../support/fakes/fake-rehearsal.ts";

describe("a rehearsal", () => {
  let run: FakeRehearsal;
  beforeEach(() => {
    run = new FakeRehearsal();
  });

  /** Throws an error at one of its calls, once. */
  function failAt(call: string, error: () => Error): void {
    run.stage.meanwhile = (each) => {
      if (each !== call) return;
      run.stage.meanwhile = () => undefined;
      throw error();
    };
  }

  it("brings labs up one by one, checks, breaks, finds, repairs, and goes down", async () => {
    const end = await run.run();
    assert.deepEqual(run.stage.calls, [
      ...["up a", "up a,b", "check a,b", "break a", "look a", "repair", "check a,b", "down"],
    ]);
    assert.deepEqual(end.faults, [{ lab: "a", does: "a is broken", found: "yes" }]);
    assert.equal(end.down?.isClean, true);
    assert.equal(end.ending, undefined);
  });

  it("keeps no word of what a check has seen", async () => {
    const end = await run.run();
    assert.doesNotMatch(JSON.stringify(end), /123456789012|203\.0\.113/);
  });

  it("says of a fault that no check finds that it was not found", async () => {
    run.stage.break = () => Promise.resolve();
    assert.equal((await run.run()).faults[0]?.found, "no");
  });

  it("looks for a fault until it shows", async () => {
    run.stage.settleSeconds = 5;
    let looks = 0;
    run.stage.look = (lab) => Promise.resolve([result(lab, ++looks < 3 ? "pass" : "fail")]);
    assert.equal((await run.run()).faults[0]?.found, "yes");
    assert.equal(looks, 3);
  });

  it("takes a lab off again that does not come up, and goes on with the others", async () => {
    failAt("up a", () => new PulumiError("pulumi up ended with exit code 1; see above", 1));
    const end = await run.run();
    assert.deepEqual(run.stage.calls, ["up a", "up ", "up b", "check b", "down"]);
    assert.deepEqual(
      end.arrivals.map(({ outcome }) => outcome),
      ["failed", "up"],
    );
  });

  it("skips a lab that cannot be on without one that has failed", async () => {
    failAt("up a,b", () => new ConfigError("dev", []));
    const end = await run.run();
    assert.equal(end.arrivals[1]?.outcome, "skipped");
    assert.equal(run.stage.calls.at(-1), "down");
  });

  it("goes down when it is interrupted, and says so", async () => {
    run.stage.meanwhile = (call) => {
      if (call === "up a,b") run.interrupt();
    };
    const end = await run.run();
    assert.deepEqual(run.stage.calls, ["up a", "up a,b", "down"]);
    assert.equal(end.ending, "interrupted");
    assert.equal(end.arrivals[1]?.outcome, "interrupted");
  });

  it("goes down after a defect of ours, too", async () => {
    failAt("check a,b", () => new TypeError("undefined is not a function"));
    const end = await run.run();
    assert.equal(run.stage.calls.at(-1), "down");
    assert.equal(end.ending, "error");
    assert.ok(run.said.includes("undefined is not a function"));
  });

  it("begins no further step once it has cost what it may", async () => {
    run.isOverBudget = ({ arrivals }) => arrivals.length > 0;
    const end = await run.run();
    assert.deepEqual(run.stage.calls, ["up a", "down"]);
    assert.equal(end.ending, "budget");
  });

  it("stops a step in which the budget is reached, once, and goes down", async () => {
    const stopped = Promise.withResolvers<never>();
    run.onRaise = () => {
      stopped.reject(new PulumiError("pulumi up was interrupted."));
    };
    run.stage.up = (labs) => {
      run.stage.calls.push(`up ${labs.join()}`);
      run.isOverBudget = () => true;
      return stopped.promise;
    };
    const end = await run.run();
    assert.deepEqual(run.stage.calls, ["up a", "down"]);
    assert.equal(run.interruptions, 1);
    assert.equal(end.ending, "budget");
    assert.equal(end.arrivals[0]?.outcome, "interrupted");
    assert.ok(
      run.said.some((line) => line.startsWith("The budget is reached: stopping this step")),
    );
  });

  it("stops a check in which the budget is reached", async () => {
    run.stage.check = (labs) => {
      run.stage.calls.push(`check ${labs.join()}`);
      run.isOverBudget = () => true;
      return new Promise((_, reject) => {
        run.onRaise = () => {
          reject(new InterruptedError("interrupted"));
        };
      });
    };
    const end = await run.run();
    assert.deepEqual(run.stage.calls, ["up a", "up a,b", "check a,b", "down"]);
    assert.deepEqual([end.ending, end.checked], ["budget", undefined]);
  });

  it("stops where it is without credentials, with which nothing could be destroyed", async () => {
    failAt("up a,b", () => new CredentialsError("expired"));
    await assert.rejects(run.run(), CredentialsError);
    assert.deepEqual(run.stage.calls, ["up a", "up a,b"]);
    const journal = run.saved.at(-1);
    assert.ok(journal);
    await run.run(journal);
    assert.deepEqual(run.stage.calls.slice(2, 4), ["up a,b", "check a,b"]);
  });

  it("goes on after each step at which a run was killed", async () => {
    await run.run();
    for (const journal of run.saved) {
      const again = new FakeRehearsal();
      const end = await again.run(structuredClone(journal));
      assert.equal(end.down?.isClean, true);
      assert.ok(again.stage.calls.length <= run.stage.calls.length + 1);
    }
  });

  it("does not make a fault twice that a killed run has made", async () => {
    run.stage.broken.add("a");
    const journal = {
      ...BEGUN,
      arrivals: [arrived("a"), arrived("b")],
      checked: [result("a"), result("b")],
      faults: [{ lab: "a", does: "a is broken" }],
    };
    const end = await run.run(journal);
    assert.ok(!run.stage.calls.includes("break a"));
    assert.equal(end.faults[0]?.found, "yes");
  });

  it("ends when its down is not clean, and tries it again the next time", async () => {
    run.stage.isClean = false;
    const end = await run.run();
    assert.equal(end.down?.isClean, false);
    run.stage.isClean = true;
    run.stage.calls.length = 0;
    assert.equal((await run.run(end)).down?.isClean, true);
    assert.deepEqual(run.stage.calls, ["down"]);
  });

  it("passes on why its down has failed, and keeps that it is not done", async () => {
    failAt("down", () => new PulumiError("pulumi destroy was interrupted."));
    await assert.rejects(run.run(), /was interrupted/);
    assert.equal(run.saved.at(-1)?.down, undefined);
  });
});
