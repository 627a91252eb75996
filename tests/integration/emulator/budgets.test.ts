import assert from "node:assert/strict";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/budgets.py adds to moto. */
describe("Budgets on the emulator", () => {
  const { aws, unique, forgets } = emulatedAws();

  const AccountId = "123456789012";
  let BudgetName: string;
  let named: Input;
  let notified: Input;
  let ResourceARN: string;
  const budget = (amount: string) => ({
    BudgetName,
    BudgetType: "COST",
    TimeUnit: "MONTHLY",
    BudgetLimit: { Amount: amount, Unit: "USD" },
  });
  const Notification = {
    NotificationType: "ACTUAL",
    ComparisonOperator: "GREATER_THAN",
    Threshold: 80,
  };
  const mail = (address: string) => ({ SubscriptionType: "EMAIL", Address: address });

  beforeEach(async () => {
    BudgetName = unique("class");
    named = { AccountId, BudgetName };
    notified = { ...named, Notification };
    ResourceARN = `arn:aws:budgets::${AccountId}:budget/${BudgetName}`;
    await aws("budgets.create_budget", {
      AccountId,
      Budget: budget("10"),
      NotificationsWithSubscribers: [{ Notification, Subscribers: [mail("teacher@example.com")] }],
      ResourceTags: [{ Key: "lab", Value: "billing" }],
    });
  });

  it("are updated in place", async () => {
    await aws("budgets.update_budget", { AccountId, NewBudget: budget("20") });
    const amount = "Budget.BudgetLimit.Amount";
    assert.equal(await aws("budgets.describe_budget", named, amount), "20");
    const other = { ...named, BudgetName: "other" };
    await assert.rejects(aws("budgets.describe_budget", other), /NotFoundException/);
  });

  it("tell who is notified, and change it", async () => {
    const addresses = () =>
      aws("budgets.describe_subscribers_for_notification", notified, "sort(Subscribers[].Address)");
    assert.deepEqual(await addresses(), ["teacher@example.com"]);
    const Subscriber = mail("assistant@example.com");
    await aws("budgets.create_subscriber", { ...notified, Subscriber });
    assert.deepEqual(await addresses(), ["assistant@example.com", "teacher@example.com"]);
    await aws("budgets.delete_subscriber", { ...notified, Subscriber });
    await aws("budgets.delete_notification", notified);
    await assert.rejects(addresses(), /NotFoundException/);
  });

  it("refuse the same notification twice", async () => {
    const again = { ...notified, Subscribers: [mail("teacher@example.com")] };
    await assert.rejects(aws("budgets.create_notification", again), /DuplicateRecord/);
  });

  it("keep their tags", async () => {
    const more = [{ Key: "owner", Value: "teacher" }];
    await aws("budgets.tag_resource", { ResourceARN, ResourceTags: more });
    await aws("budgets.untag_resource", { ResourceARN, ResourceTagKeys: ["lab"] });
    const read = await aws("budgets.list_tags_for_resource", { ResourceARN }, "ResourceTags");
    assert.deepEqual(read, more);
  });

  it("forgets all of it in a reset", () => forgets());
});
