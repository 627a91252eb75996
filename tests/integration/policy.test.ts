import assert from "node:assert/strict";
import path from "node:path";
import { RULE_IDS } from "../../policy/rule-ids.ts";
import { SAMPLES } from "../policy/samples.ts";
import type { PolicyReport } from "../support/engine/policy-reports.ts";
import { TestStack } from "../support/engine/stack.ts";

describe("the policy pack, in a preview", () => {
  let samples: TestStack;
  let theClass: TestStack;
  before(async () => {
    samples = await TestStack.start(path.join(import.meta.dirname, "policy"));
    theClass = await TestStack.start();
  });
  after(async () => {
    await samples.stop();
    await theClass.stop();
  });

  const of = (kind: "violates" | "passes") =>
    samples.policies({
      "class:environment": "prod",
      "class:peerRegion": "ap-northeast-1",
      "class:samples": kind,
    });

  describe("of what violates the rules", () => {
    let found: readonly PolicyReport[] = [];
    before(async () => {
      found = await of("violates");
    });

    for (const id of RULE_IDS)
      it(`reports ${id}`, () => {
        const { name } =
          id === "instance-count" ? { name: "class-local" } : SAMPLES[id].violates[0];
        const reports = found.filter(({ rule, resource }) => rule === id && resource === name);
        assert.equal(reports.length, 1, JSON.stringify(found.filter(({ rule }) => rule === id)));
      });

    it("stops at mandatory rules and goes on at advisory ones", () => {
      const levels = new Map(found.map(({ rule, level }) => [rule, level]));
      assert.equal(levels.get("imdsv2"), "mandatory");
      assert.equal(levels.get("bucket-encryption"), "advisory");
    });
  });

  it("reports nothing of what keeps the rules", async () => {
    assert.deepEqual(await of("passes"), []);
  });

  it("reports of a class only the exceptions that it needs, each with its reason", async () => {
    const labs = { "linux-server": true, "load-balancer": true, "static-site": true, efs: true };
    const [exceptions, ...more] = await theClass.policies({ "class:labs": labs });
    assert.deepEqual(more, []);
    assert.deepEqual([exceptions?.rule, exceptions?.level], ["exceptions", "advisory"]);
    assert.match(
      exceptions?.message ?? "",
      /load-balancer-tls, load-balancer: a certificate needs/,
    );
    assert.match(
      exceptions?.message ?? "",
      /no-public-bucket, static-site: the lab shows a public/,
    );
  });
});
