import assert from "node:assert/strict";
import { labsMade, sinceMade } from "../../../classroom/checking/since-made.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

const table = (name: string, lab: string, created?: string) => ({
  ...{ type: "aws:dynamodb/table:Table", name, id: name, lab },
  ...(created !== undefined && { created }),
});
const noted = (at: string) => ({ at, results: [{ check: "it works", outcome: "pass" as const }] });

describe("the results of checks since a class was created", () => {
  it("are those of labs that are not younger, by the oldest resource of each", async () => {
    const stack = new FakeStack([
      table("a", "dynamodb", "2026-11-30T03:30:00Z"),
      table("b", "dynamodb", "2026-11-30T03:00:00Z"),
      table("c", "s3-bucket", "2026-11-30T03:10:00Z"),
      table("d", "efs"),
    ]);
    const made = labsMade(await stack.export());
    assert.deepEqual(made, {
      dynamodb: "2026-11-30T03:00:00Z",
      "s3-bucket": "2026-11-30T03:10:00Z",
    });
    const at = noted("2026-11-30T03:05:00.000Z");
    const checks = { dynamodb: at, "s3-bucket": at, efs: at };
    assert.deepEqual(Object.keys(sinceMade(checks, made)), ["dynamodb", "efs"]);
    // A lab that was switched off has no result any more, one without resources has.
    assert.deepEqual(Object.keys(sinceMade(checks, made, ["efs"])), ["efs"]);
  });
});
