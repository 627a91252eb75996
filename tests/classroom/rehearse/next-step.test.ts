import assert from "node:assert/strict";
import type { Journal } from "../../../classroom/rehearse/journal.ts";
import { nextStep } from "../../../classroom/rehearse/next-step.ts";
import { arrived, begun, BEGUN, result } from "../../support/fakes/fake-rehearsal.ts";

const stepAfter = (change: Partial<Journal>) => nextStep({ ...BEGUN, ...change }, ["a", "c"]);

const UP = [arrived("a"), arrived("b")];
const PASSED = [result("a"), result("b")];

describe("the next step of a rehearsal", () => {
  it("brings up the first lab that was not tried", () => {
    assert.deepEqual(stepAfter({}), { kind: "up", lab: "a" });
    assert.deepEqual(stepAfter({ arrivals: [arrived("a")] }), { kind: "up", lab: "b" });
  });

  it("brings up again a lab at which a run was killed", () => {
    assert.deepEqual(stepAfter({ arrivals: [arrived("a"), begun("b")] }), { kind: "up", lab: "b" });
  });

  it("checks once every lab was tried", () => {
    assert.deepEqual(stepAfter({ arrivals: [arrived("a"), arrived("b", "failed")] }), {
      kind: "check",
    });
  });

  it("goes down at once when no lab came up", () => {
    const arrivals = [arrived("a", "failed"), arrived("b", "failed")];
    assert.deepEqual(stepAfter({ arrivals }), { kind: "down" });
  });

  it("breaks a lab that works and has a fault", () => {
    assert.deepEqual(stepAfter({ arrivals: UP, checked: PASSED }), { kind: "break", lab: "a" });
  });

  it("breaks no lab that has failed a check: nobody could say what was found", () => {
    const checked = [result("a", "fail"), result("b")];
    assert.deepEqual(stepAfter({ arrivals: UP, checked }), { kind: "down" });
  });

  it("goes on with a fault that was begun, and repairs after the last one", () => {
    const made = { lab: "a", does: "a is broken" };
    const step = (change: Partial<Journal>) =>
      stepAfter({ arrivals: UP, checked: PASSED, ...change });
    assert.deepEqual(step({ faults: [made] }), { kind: "break", lab: "a" });
    const found = { ...made, found: "yes" as const };
    assert.deepEqual(step({ faults: [found] }), { kind: "repair" });
    assert.deepEqual(step({ faults: [found], repaired: PASSED }), { kind: "down" });
  });

  it("is down, whatever is left to do, when there is a reason to end", () => {
    assert.deepEqual(stepAfter({ ending: "budget" }), { kind: "down" });
  });

  it("is down again when the last one was not clean, and none when it was", () => {
    const down = { seconds: 1, endedAt: "2026-12-01T01:00:00.000Z", isClean: false };
    assert.deepEqual(stepAfter({ ending: "error", down }), { kind: "down" });
    assert.equal(stepAfter({ ending: "error", down: { ...down, isClean: true } }), undefined);
  });
});
