import assert from "node:assert/strict";
import { type Result, runChecks } from "../../classroom/checks/run-checks.ts";
import { proofOf, type Provable, provableLabs } from "../../classroom/checks/subjects.ts";
import { carried } from "../support/labs.ts";
import { TestStack } from "../support/stack.ts";

/** Settings that give the checks more to see than the defaults. */
const MORE: Readonly<Record<string, unknown>> = {
  ami: { shareWithAccounts: ["210987654321"] },
  "load-balancer": { stickinessSeconds: 60 },
  "auto-scaling": { loadBalancer: true },
  "blue-green": { greenWeight: 10 },
};
const settings = {
  "class:labs": Object.fromEntries(carried.map(({ id }) => [id, MORE[id] ?? true])),
};
const proofs = await Promise.all(carried.map(async ({ id }) => ({ id, proof: await proofOf(id) })));

/** The emulator changes at once: what fails there fails at the first look. */
const AT_ONCE = { settleSeconds: 0 };

describe("all labs of the emulator", function () {
  this.timeout("20m");
  this.retries(0); // a lab is broken once
  let stack: TestStack;
  let labs: readonly Provable[];
  before(async () => {
    stack = await TestStack.start();
    await stack.up(settings);
    labs = await provableLabs(stack.open(), undefined);
  });
  after(() => stack.stop());

  function look(): Promise<Result[]> {
    const work = labs.map(({ subject, proof: { checks } }) => ({ subject, checks }));
    return runChecks(work, AT_ONCE);
  }

  const failuresOf = (results: readonly Result[]) =>
    results.filter(({ outcome }) => outcome === "fail");

  it("pass their checks, each lab at least one of them", async () => {
    const results = await look();
    assert.deepEqual(failuresOf(results), []);
    const shown = new Set(results.flatMap(({ lab, outcome }) => (outcome === "pass" ? [lab] : [])));
    assert.deepEqual(
      carried.map(({ id }) => id).filter((id) => !shown.has(id)),
      [],
    );
  });

  /** What the labs that are broken already show. */
  let known: ReadonlySet<string> = new Set();
  const nameOf = ({ lab, check }: Result) => `${lab}: ${check}`;

  for (const { id, proof } of proofs) {
    const { checks, fault } = proof;
    if (!fault) continue;
    it(`fail where the fault of ${id} says, and nowhere else: ${fault.does}`, async () => {
      const broken = labs.find(({ subject }) => subject.lab.id === id);
      assert.ok(broken);
      await fault.make(broken.subject);
      const failed = failuresOf(await look());
      const found = failed.filter((result) => !known.has(nameOf(result)));
      known = new Set(failed.map(nameOf));
      assert.deepEqual(
        found.filter(({ lab }) => lab !== id),
        [],
      );
      const hint = checks.find(({ name }) => name === fault.foundBy)?.hint;
      assert.equal(found.find(({ check }) => check === fault.foundBy)?.hint, hint ?? "no check");
    });
  }

  it("pass again once they are mended", async () => {
    await stack.solve(settings);
    labs = await provableLabs(stack.open(), undefined);
    assert.deepEqual(failuresOf(await look()), []);
  });

  it("have nothing left to mend", async () => {
    assert.deepEqual(await stack.preview(settings), {});
  });

  it("leave nothing behind", async () => {
    await stack.destroy();
    assert.deepEqual(await stack.inventory(), []);
  });
});
