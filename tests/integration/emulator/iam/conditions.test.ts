import assert from "node:assert/strict";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";
import { CONDITIONS } from "./rows/conditions.ts";
import { RESOURCES } from "./rows/resources.ts";

/** engine/emulator/policies/, by simulation: each row is what AWS's reference says. */
describe("IAM on the emulator decides", () => {
  const { aws } = emulatedAws();

  /** The decision on a document that allows, under a condition or on a resource, what the context says of a request. */
  async function decide(
    statement: Readonly<Record<string, unknown>>,
    context: Readonly<Record<string, string | readonly string[]>>,
    { resource = "*", version = "2012-10-17" } = {},
  ): Promise<unknown> {
    const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "*", ...statement };
    const entries = Object.entries(context).map(([ContextKeyName, values]) => ({
      ContextKeyName,
      ContextKeyValues: [values].flat(),
      ContextKeyType: "stringList",
    }));
    const request = {
      PolicyInputList: [JSON.stringify({ Version: version, Statement: [allow] })],
      ActionNames: ["s3:GetObject"],
      ResourceArns: [resource],
      ContextEntries: entries,
    };
    return aws("iam.simulate_custom_policy", request, "EvaluationResults[0].EvalDecision");
  }

  const said = (allowed: boolean) => (allowed ? "allowed" : "implicitDeny");

  for (const [subject, rows] of Object.entries(CONDITIONS))
    it(`by conditions: ${subject}`, async () => {
      for (const [condition, context, allowed] of rows) {
        const row = JSON.stringify([condition, context]);
        assert.equal(await decide({ Condition: condition }, context), said(allowed), row);
      }
    });

  it("by the resource, its wildcards and variables", async () => {
    for (const [Resource, resource, context, allowed] of RESOURCES) {
      const row = JSON.stringify([Resource, resource, context]);
      assert.equal(await decide({ Resource }, context, { resource }), said(allowed), row);
    }
  });

  it("by actions without regard to case", async () => {
    assert.equal(await decide({ Action: "S3:get*" }, {}), "allowed");
    assert.equal(await decide({ NotAction: "s3:getobject" }, {}), "implicitDeny");
  });

  it("without variables in documents of 2008", async () => {
    const own = { Resource: "arn:aws:s3:::class/${aws:username}/*" };
    const context = { "aws:username": "minji" };
    const request = { resource: "arn:aws:s3:::class/minji/a", version: "2008-10-17" };
    assert.equal(await decide(own, context, request), "implicitDeny");
    const literal = { resource: "arn:aws:s3:::class/${aws:username}/a", version: "2008-10-17" };
    assert.equal(await decide(own, context, literal), "allowed");
  });
});
