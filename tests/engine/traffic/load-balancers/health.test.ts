import assert from "node:assert/strict";
import {
  after,
  type Course,
  healthOf,
  isExpected,
  NEW,
  type Outcome,
} from "../../../../engine/traffic/load-balancers/health/health.ts";
import { TIMED_OUT } from "../../../../engine/traffic/load-balancers/health/health-check.ts";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html */
describe("the health of a target", () => {
  const passed: Outcome = { how: "passed" };
  const thresholds = { healthy: 3, unhealthy: 2 };
  const states = (outcomes: readonly Outcome[], from: Course = NEW) => {
    let course = from;
    return outcomes.map((outcome) => (course = after(course, outcome, thresholds)).state);
  };
  const healthy = after(NEW, passed, thresholds);

  it("is healthy after the first check that passes", () => {
    assert.deepEqual(healthOf(NEW), {
      state: "initial",
      reason: "Elb.InitialHealthChecking",
      description: "Initial health checks in progress",
    });
    assert.deepEqual(healthOf(healthy), { state: "healthy" });
  });

  it("changes after as many checks in a row as the thresholds say", () => {
    assert.deepEqual(
      states([TIMED_OUT, passed, TIMED_OUT, TIMED_OUT, passed, passed, TIMED_OUT], healthy),
      ["healthy", "healthy", "healthy", "unhealthy", "unhealthy", "unhealthy", "unhealthy"],
    );
    assert.deepEqual(states([TIMED_OUT, TIMED_OUT, passed, passed, passed]).slice(-3), [
      "unhealthy",
      "unhealthy",
      "healthy",
    ]);
  });

  it("has the reason of the last check that failed", () => {
    const mismatch: Outcome = {
      how: "failed",
      reason: "Target.ResponseCodeMismatch",
      description: "Health checks failed with these codes: [404]",
    };
    const course = [TIMED_OUT, TIMED_OUT, mismatch].reduce<Course>(
      (now, outcome) => after(now, outcome, thresholds),
      NEW,
    );
    assert.deepEqual(healthOf(course), {
      state: "unhealthy",
      reason: "Target.ResponseCodeMismatch",
      description: "Health checks failed with these codes: [404]",
    });
  });

  it("is not known of what this machine cannot run, and begins anew when it can", () => {
    const course = after(healthy, { how: "notHere", description: "Windows" }, thresholds);
    assert.deepEqual(healthOf(course), {
      state: "unavailable",
      reason: "Elb.InternalError",
      description: "Windows",
    });
    assert.equal(after(course, passed, thresholds).state, "healthy");
    assert.equal(after(course, TIMED_OUT, thresholds).state, "initial");
  });

  it("expects the codes of the matcher", () => {
    const cases: [number, string, boolean][] = [
      [200, "200", true],
      [302, "200,302", true],
      [299, "200-299", true],
      [300, "200-299,301", false],
    ];
    for (const [status, matcher, expected] of cases)
      assert.equal(isExpected(status, matcher), expected, `${status} ${matcher}`);
  });
});
