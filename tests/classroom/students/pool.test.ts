import assert from "node:assert/strict";
import type { StudentFailure } from "../../../classroom/students/failure.ts";
import { forStudents, type PoolOptions } from "../../../classroom/students/pool.ts";

/** A failure as a student's stack has it. */
class Fault extends Error {
  readonly failure: StudentFailure;

  constructor(kind: StudentFailure["kind"], cause = kind as string) {
    super(cause);
    this.failure = { kind, reason: cause, cause };
  }
}

/** How a class of students goes: what each try of each comes to; one that is not named succeeds. */
async function run(
  count: number,
  faults: Readonly<Record<string, readonly (Fault | undefined)[]>>,
  options: Partial<PoolOptions> = {},
) {
  const tries: string[] = [];
  const pauses: number[] = [];
  let [now, most] = [0, 0];
  const ends = await forStudents(
    Array.from({ length: count }, (_, at) => `s${at + 1}`),
    {
      parallel: 3,
      canary: true,
      isStopped: () => false,
      judge: (error) => (error as Fault).failure,
      sleep: (ms) => Promise.resolve(pauses.push(ms / 1000)),
      work: async (student) => {
        const fault = faults[student]?.[tries.filter((each) => each === student).length];
        tries.push(student);
        most = Math.max(most, ++now);
        await new Promise(setImmediate);
        now--;
        if (fault) throw fault;
      },
      ...options,
    },
  );
  const states = [...ends].map(([student, end]) => `${student} ${end.state}`);
  return { ends, states, tries, pauses, most };
}

describe("the work for many students", () => {
  it("begins with one alone, and goes on with some at a time", async () => {
    const { states, tries, most } = await run(6, {});
    assert.deepEqual(tries, ["s1", "s2", "s3", "s4", "s5", "s6"]);
    assert.equal(most, 3);
    assert.ok(states.every((state) => state.endsWith(" done")));
  });

  it("goes no further than the first where that one fails", async () => {
    const { states, ends, tries } = await run(4, { s1: [new Fault("other")] });
    assert.deepEqual(tries, ["s1"]);
    assert.deepEqual(states, ["s1 failed", "s2 not begun", "s3 not begun", "s4 not begun"]);
    const second = ends.get("s2");
    assert.match(second?.state === "not begun" ? second.why : "", /s1, the first one/);
  });

  it("stops nobody for one failure", async () => {
    const { states } = await run(5, { s3: [new Fault("other")] });
    assert.deepEqual(states, ["s1 done", "s2 done", "s3 failed", "s4 done", "s5 done"]);
  });

  it("tries again twice what may pass, and waits before", async () => {
    const fault = new Fault("capacity");
    const { states, pauses } = await run(2, {
      s1: [fault, fault],
      s2: [fault, fault, fault, undefined],
    });
    assert.deepEqual(states, ["s1 done", "s2 failed"]);
    assert.deepEqual(pauses, [20, 60, 20, 60]);
  });

  it("does less at once where AWS throttles", async () => {
    const throttled = new Fault("throttling");
    const { most, states } = await run(9, { s1: [throttled, throttled] }, { parallel: 8 });
    assert.equal(most, 2);
    assert.ok(states.every((state) => state.endsWith(" done")));
  });

  it("stops where the same fails for three one after the other", async () => {
    const same = new Fault("other", "no such image");
    const { states, ends } = await run(
      8,
      { s2: [same], s3: [same], s4: [same], s5: [same] },
      { parallel: 1 },
    );
    assert.deepEqual(states.slice(0, 5), [
      "s1 done",
      "s2 failed",
      "s3 failed",
      "s4 failed",
      "s5 not begun",
    ]);
    const fifth = ends.get("s5");
    assert.match(
      fifth?.state === "not begun" ? fifth.why : "",
      /^3 students in a row failed for the same reason: no such image$/,
    );
  });

  it("goes on where the three are not alike, or somebody has succeeded between them", async () => {
    const [same, other] = [new Fault("other", "a"), new Fault("other", "b")];
    const { states } = await run(
      8,
      { s2: [same], s3: [other], s4: [same], s5: [same], s7: [same] },
      { parallel: 1 },
    );
    assert.deepEqual(
      states.filter((state) => state.endsWith("not begun")),
      [],
    );
  });

  it("starts nothing further once it is stopped, and tries nothing again", async () => {
    let stopped = false;
    const { states, pauses } = await run(
      5,
      {},
      {
        parallel: 1,
        isStopped: () => stopped,
        work: (student) => {
          if (student !== "s2") return Promise.resolve();
          stopped = true;
          return Promise.reject(new Fault("network"));
        },
      },
    );
    assert.deepEqual(states, [
      "s1 done",
      "s2 failed",
      "s3 not begun",
      "s4 not begun",
      "s5 not begun",
    ]);
    assert.deepEqual(pauses, []);
  });

  it("tries nothing again where it is stopped during the pause", async () => {
    let stopped = false;
    const { states, tries } = await run(
      3,
      { s1: [new Fault("network")] },
      {
        isStopped: () => stopped,
        sleep: () => {
          stopped = true;
          return Promise.resolve();
        },
      },
    );
    assert.deepEqual(tries, ["s1"]);
    assert.deepEqual(states, ["s1 failed", "s2 not begun", "s3 not begun"]);
  });

  it("tries nothing again where the others are halted during the pause", async () => {
    const same = new Fault("other", "no such image");
    const halted = Promise.withResolvers<undefined>();
    const { states, tries } = await run(
      4,
      { s1: [new Fault("network")], s2: [same], s3: [same], s4: [same] },
      {
        canary: false,
        parallel: 4,
        sleep: () => halted.promise,
        judge: (error, student) => {
          if (student === "s4") setImmediate(halted.resolve, undefined);
          return (error as Fault).failure;
        },
      },
    );
    assert.deepEqual(tries, ["s1", "s2", "s3", "s4"]);
    assert.ok(states.every((state) => state.endsWith(" failed")));
  });

  it("does nothing for nobody", async () => {
    const { states, tries } = await run(0, {});
    assert.deepEqual([states, tries], [[], []]);
  });
});
