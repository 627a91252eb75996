import assert from "node:assert/strict";
import { recordLabs } from "../../support/labs.ts";
import { ofType } from "../../support/mocks.ts";
import type { ClassConfig } from "../../../infra/config.ts";

describe("the budget of a class", () => {
  const budgetsOf = async (changes: Partial<ClassConfig>) => {
    const { resources } = await recordLabs([], changes);
    return ofType(resources, "aws:budgets/budget:Budget").map(({ inputs }) => inputs);
  };

  it("is of its limit, counts what has its tag, and tells its e-mail address", async () => {
    const [budget = {}] = await budgetsOf({ budget: true, maxClassCost: 62.5, name: "spring" });
    assert.deepEqual([budget.limitAmount, budget.limitUnit], ["62.5", "USD"]);
    assert.deepEqual(budget.costFilters, [{ name: "TagKeyValue", values: ["user:class$spring"] }]);
    assert.deepEqual(
      (budget.notifications as { notificationType: string; threshold: number }[]).map(
        ({ notificationType, threshold }) => [notificationType, threshold],
      ),
      [
        ["ACTUAL", 80],
        ["ACTUAL", 100],
        ["FORECASTED", 100],
      ],
    );
    assert.ok(JSON.stringify(budget).includes("teacher@example.com"));
  });

  it("is there only where the settings ask for it: in many accounts only the root user may create one", async () => {
    assert.deepEqual(await budgetsOf({ maxClassCost: 60 }), []);
  });
});
