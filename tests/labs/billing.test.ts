import assert from "node:assert/strict";
import { billing } from "../../labs/billing/lab.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";

const BUDGET = "aws:budgets/budget:Budget";

interface Notification {
  readonly notificationType: string;
  readonly threshold: number;
  readonly subscriberEmailAddresses: string[];
}

const made = async (settings = {}) => (await recordLab(billing, settings)).resources;
const budget = async (settings = {}) => only(await made(settings), BUDGET).inputs;

describe("lab billing", () => {
  it("is one budget, and costs nothing itself", async () => {
    assert.deepEqual(inventory(await made()), { [BUDGET]: 1 });
  });

  it("limits the month to the setting", async () => {
    const { limitAmount, limitUnit, timeUnit } = await budget({ monthlyUsd: 120 });
    assert.deepEqual([limitAmount, limitUnit, timeUnit], ["120", "USD", "MONTHLY"]);
  });

  it("writes at 50, 80 and 100 % spent, and when the forecast passes 100 %", async () => {
    const notifications = (await budget()).notifications as Notification[];
    assert.deepEqual(
      notifications.map(({ notificationType, threshold }) => [notificationType, threshold]),
      [
        ["ACTUAL", 50],
        ["ACTUAL", 80],
        ["ACTUAL", 100],
        ["FORECASTED", 100],
      ],
    );
    for (const { subscriberEmailAddresses } of notifications)
      assert.deepEqual(subscriberEmailAddresses, ["teacher@example.com"]);
  });

  it("counts what carries the class's tag, or all of the account", async () => {
    assert.deepEqual((await budget()).costFilters, [
      { name: "TagKeyValue", values: ["user:class$aws-class"] },
    ]);
    assert.equal((await budget({ count: "account" })).costFilters, undefined);
  });

  it("gives the thresholds, and the commands that activate the tags and read the bill", async () => {
    const { outputs } = await recordLab(billing);
    assert.deepEqual(outputs.thresholdsPercent, [50, 80, 100]);
    assert.match(String(outputs.activateTags), /TagKey=lab,Status=Active/);
    assert.match(String(outputs.costByLab), /--group-by Type=TAG,Key=lab/);
  });

  it("refuses a class without an e-mail address", async () => {
    await assert.rejects(
      recordLab(billing, {}, { email: undefined }),
      (error) => error instanceof ConfigError && error.message.includes("class:email: lab billing"),
    );
  });

  it("refuses an amount that is none", () => {
    for (const monthlyUsd of [0, -5, 1.5, "50"])
      assert.equal(billing.settings.safeParse({ monthlyUsd }).success, false);
  });
});
