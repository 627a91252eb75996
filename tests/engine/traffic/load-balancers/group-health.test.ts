import assert from "node:assert/strict";
import type { Registered } from "../../../../engine/traffic/load-balancers/configuration.ts";
import {
  GroupHealth,
  type Seen,
} from "../../../../engine/traffic/load-balancers/health/group-health.ts";
import type { Outcome } from "../../../../engine/traffic/load-balancers/health/health.ts";
import { TIMED_OUT } from "../../../../engine/traffic/load-balancers/health/health-check.ts";
import { FakeClock } from "./fake-clock.ts";
import { FROM, groupOf, target } from "./groups.ts";
import { capturedErrors } from "../../../support/fakes/captured-console.ts";

describe("the health of a target group", () => {
  const errors = capturedErrors();
  let clock: FakeClock;
  let seen: Seen | undefined;
  let checks: string[];
  let outcomes: Map<string, Outcome | Promise<Outcome>>;
  let health: GroupHealth;

  const use = (...targets: Registered[]) => (seen = { group: groupOf("web", targets), from: FROM });

  beforeEach(() => {
    clock = new FakeClock();
    checks = [];
    outcomes = new Map();
    use(target("a"), target("b"));
    health = new GroupHealth({
      clock,
      read: () => Promise.resolve(seen),
      check: (_, { id }) => {
        checks.push(id);
        return Promise.resolve(outcomes.get(id) ?? { how: "passed" });
      },
    });
  });

  const ask = async () => {
    health.ask();
    const settled = health.settled();
    await clock.pass(0);
    return settled;
  };
  const states = () =>
    Object.fromEntries(health.states().map((each) => [each.target.id, each.health.state]));
  const reasons = () => health.states().map((each) => each.health.reason);
  const serving = () => health.serving().map(({ id }) => id);

  it("is known at once to whoever asks first", async () => {
    await ask();
    assert.deepEqual(states(), { a: "healthy", b: "healthy" });
    assert.deepEqual(serving(), ["a", "b"]);
  });

  it("leaves out a target after its threshold, and takes it back", async () => {
    await ask();
    outcomes.set("b", TIMED_OUT);
    await clock.pass(10_000);
    assert.deepEqual(states(), { a: "healthy", b: "healthy" });
    await clock.pass(10_000);
    assert.deepEqual(states(), { a: "healthy", b: "unhealthy" });
    assert.deepEqual(reasons(), [undefined, "Target.Timeout"]);
    assert.deepEqual(serving(), ["a"]);
    outcomes.delete("b");
    await clock.pass(20_000);
    assert.deepEqual(serving(), ["a", "b"]);
  });

  it("fails open: when no target is healthy, all get requests", async () => {
    outcomes.set("a", TIMED_OUT).set("b", TIMED_OUT);
    await ask();
    await clock.pass(10_000);
    assert.deepEqual(states(), { a: "unhealthy", b: "unhealthy" });
    assert.deepEqual(serving(), ["a", "b"]);
  });

  it("checks nothing when nobody has asked for two minutes", async () => {
    await ask();
    await clock.pass(600_000);
    assert.equal(checks.length, 2 * 13);
    assert.equal(clock.waiting, 0);
  });

  it("takes one check after a pause for all that were due", async () => {
    await ask();
    await clock.pass(600_000);
    outcomes.set("a", TIMED_OUT);
    assert.equal(health.isUsable, true);
    await ask();
    assert.deepEqual(states(), { a: "unhealthy", b: "healthy" });
  });

  it("gives a new target its first check at once, and a server time to boot", async () => {
    await ask();
    let boot: (outcome: Outcome) => void = () => undefined;
    outcomes.set(
      "c",
      new Promise((resolve) => {
        boot = resolve;
      }),
    );
    use(target("a"), target("b"), target("c"));
    health.update(seen ?? assert.fail());
    assert.deepEqual(states(), { a: "healthy", b: "healthy", c: "initial" });
    assert.deepEqual(serving(), ["a", "b"]);
    await clock.pass(25_000);
    assert.equal(states().c, "initial");
    boot({ how: "passed" });
    await clock.pass(0);
    assert.equal(states().c, "healthy");
  });

  it("does not wait for ever for who does not answer", async () => {
    outcomes.set("a", new Promise(() => undefined)).set("b", new Promise(() => undefined));
    let isSettled = false;
    health.ask();
    void health.settled().then(() => (isSettled = true));
    await clock.pass(4999);
    assert.equal(isSettled, false);
    await clock.pass(1);
    assert.equal(isSettled, true);
    assert.deepEqual(serving(), ["a", "b"]);
  });

  it("calls a target that answers too late timed out", async () => {
    await ask();
    outcomes.set("a", new Promise(() => undefined));
    await clock.pass(10_000);
    await clock.pass(15_000);
    assert.deepEqual(states(), { a: "unhealthy", b: "healthy" });
  });

  it("lets a target that was deregistered drain", async () => {
    await ask();
    use(target("a"));
    health.update(seen ?? assert.fail());
    assert.deepEqual(states(), { a: "healthy", b: "draining" });
    assert.deepEqual(reasons(), [undefined, "Target.DeregistrationInProgress"]);
    assert.deepEqual(serving(), ["a"]);
    await clock.pass(29_999);
    assert.equal(states().b, "draining");
    await clock.pass(1);
    assert.deepEqual(states(), { a: "healthy" });
  });

  it("does not show as draining what was deregistered in a pause", async () => {
    await ask();
    await clock.pass(600_000);
    use(target("a"));
    await ask();
    assert.deepEqual(states(), { a: "healthy" });
  });

  it("checks no stopped server, and checks it anew when it has started", async () => {
    use(target("a"), target("b", true));
    await ask();
    assert.deepEqual(states(), { a: "healthy", b: "unused" });
    assert.deepEqual(reasons(), [undefined, "Target.InvalidState"]);
    assert.deepEqual(checks, ["a"]);
    use(target("a"), target("b"));
    await clock.pass(10_000);
    assert.deepEqual(states(), { a: "healthy", b: "healthy" });
  });

  it("checks no target of a group that no load balancer has", async () => {
    seen = { group: groupOf("web", [target("a")]), from: undefined };
    await ask();
    assert.deepEqual(reasons(), ["Target.NotInUse"]);
    assert.deepEqual(checks, []);
  });

  it("knows nothing of a group that is gone, and asks no more", async () => {
    await ask();
    seen = undefined;
    await clock.pass(20_000);
    assert.deepEqual(states(), {});
    assert.equal(clock.waiting, 0);
  });

  it("keeps what it knows while the emulated AWS does not answer", async () => {
    await ask();
    const silent = { read: () => Promise.reject(new Error("no answer")) };
    const other = new GroupHealth({ clock, ...silent, check: () => Promise.reject(new Error()) });
    other.ask();
    await clock.pass(60_000);
    assert.deepEqual(errors.lines, ["no answer"]);
    assert.deepEqual(other.states(), []);
    assert.deepEqual(states(), { a: "healthy", b: "healthy" });
  });
});
