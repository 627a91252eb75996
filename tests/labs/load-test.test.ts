import assert from "node:assert/strict";
import { parseConfig } from "../../infra/config.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";
import { loadBalancer } from "../../labs/load-balancer/lab.ts";
import { loadTest } from "../../labs/load-test/lab.ts";
import { inventory, recordLabs } from "../support/labs.ts";

const now = new Date("2026-11-24T00:00:00Z");

function problemsWith(labs: Record<string, unknown>): readonly Problem[] {
  const values = {
    "aws:region": "ap-northeast-2",
    "class:expires": "2026-11-24T18:00:00+09:00",
    "class:labs": JSON.stringify(labs),
  };
  try {
    parseConfig({ stack: "dev", values, now });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

/** The lab with one whose site it tests. */
const SITE = [
  [loadBalancer, {}],
  [loadTest, {}],
] as const;

describe("lab load-test", () => {
  it("has no resources of its own", async () => {
    const without = await recordLabs([[loadBalancer, {}]]);
    const { resources } = await recordLabs(SITE);
    assert.deepEqual(inventory(resources), inventory(without.resources));
  });

  it("is 400 users, 200 at once, and gives the command that sends them", async () => {
    const { outputs } = await recordLabs(SITE);
    assert.deepEqual(outputs["load-test"], {
      users: 400,
      concurrency: 200,
      maxSeconds: 60,
      command: "npm run class -- load-test --stack test",
    });
  });

  it("refuses more than a class needs", () => {
    for (const settings of [{ users: 2001 }, { concurrency: 501 }, { maxSeconds: 301 }])
      assert.equal(loadTest.settings.safeParse(settings).success, false);
  });

  it("refuses more requests at once than users", () => {
    const [problem] = problemsWith({ "load-balancer": true, "load-test": { users: 100 } });
    assert.equal(problem?.key, "class:labs.load-test.concurrency");
    assert.match(problem.reason, /100 users cannot make 200 requests at once/);
  });

  for (const labs of [{}, { "auto-scaling": true }])
    it(`refuses to be on with ${JSON.stringify(labs)}, where there is no site`, () => {
      const [problem] = problemsWith({ ...labs, "load-test": true });
      assert.equal(problem?.key, "class:labs.load-test");
      assert.match(problem.reason, /no site to test/);
      assert.match(problem.fix, /load-balancer on, or auto-scaling with loadBalancer/);
    });

  for (const labs of [{ "load-balancer": true }, { "auto-scaling": { loadBalancer: true } }])
    it(`is content with ${JSON.stringify(labs)}`, () => {
      assert.deepEqual(problemsWith({ ...labs, "load-test": true }), []);
    });
});
