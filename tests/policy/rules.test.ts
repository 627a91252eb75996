import assert from "node:assert/strict";
import { judge } from "../../policy/judge.ts";
import { RULE_IDS } from "../../policy/rule-ids.ts";
import { RULES } from "../../policy/rules/index.ts";
import { UNKNOWN } from "../../policy/values.ts";
import { allSamples, SAMPLES } from "./samples.ts";
import { findings, resource, SETTINGS } from "./support.ts";

describe("the rules", () => {
  it("are those with a name, in that order", () => {
    assert.deepEqual(
      RULES.map(({ id }) => id),
      RULE_IDS,
    );
  });

  for (const { id, why, source, fix } of RULES) {
    it(`${id} says why, who asks for it and how to mend it`, () => {
      assert.match(why, /^[A-Z].{30,}\.$/);
      assert.match(fix, /^.{10,}[^.]$/);
      assert.equal(new URL(source.url).host, "docs.aws.amazon.com");
    });

    it(`${id} finds what violates it`, () => {
      const [culprit, ...rest] = SAMPLES[id].violates;
      const found = findings(
        id,
        [culprit, ...rest].map((each) => resource(each)),
      );
      assert.deepEqual(
        found.map((finding) => finding.resource?.name),
        [id === "instance-count" ? undefined : culprit.name],
      );
    });

    it(`${id} lets pass what keeps it`, () => {
      assert.deepEqual(
        findings(
          id,
          SAMPLES[id].passes.map((each) => resource(each)),
        ),
        [],
      );
    });
  }

  it("let pass all the good samples together", () => {
    const resources = allSamples("passes").map((each) => resource(each));
    assert.deepEqual(judge(resources, SETTINGS), []);
  });

  it("let pass, in any place, what only the deployment can tell", () => {
    const samples = allSamples("passes");
    for (const sample of samples)
      for (const [input, value] of Object.entries(sample.props))
        for (const unknown of withUnknowns(value)) {
          const props = { ...sample.props, [input]: unknown };
          const resources = samples.map((each) =>
            resource(each === sample ? { ...sample, props } : each),
          );
          assert.deepEqual(judge(resources, SETTINGS), [], `${sample.name}: ${input}`);
        }
  });
});

/** A value, each time with another part of it unknown. */
function withUnknowns(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null) return [UNKNOWN];
  const parts = Object.entries(value).flatMap(([name, part]) =>
    withUnknowns(part).map((unknown) =>
      Array.isArray(value) ? value.with(Number(name), unknown) : { ...value, [name]: unknown },
    ),
  );
  return [UNKNOWN, ...parts];
}
