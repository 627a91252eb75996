import type { Budget, Notification } from "@aws-sdk/client-budgets";
import { budgetsClient } from "../../aws/budgets/client.ts";
import { billing } from "./lab.ts";
import { expect } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectValues, recorded } from "../kit/values.ts";

const WARNS = "warnings come at the lab's thresholds, and when the forecast passes them all";

export const proof: Proof = {
  checks: [
    {
      name: "the budget has the month's limit that the lab sets",
      hint: "edit the budget's amount (Billing, Budgets), or npm run class -- solve",
      async run(subject) {
        const { BudgetLimit, TimeUnit, CalculatedSpend } = await budgetNow(subject);
        const { monthlyUsd } = subject.lab.settingsOf(billing);
        const found = {
          limit: Number(BudgetLimit?.Amount),
          unit: BudgetLimit?.Unit,
          time: TimeUnit,
        };
        expectValues(found, { limit: monthlyUsd, unit: "USD", time: "MONTHLY" });
        const { Amount = "0" } = CalculatedSpend?.ActualSpend ?? {};
        return `$${monthlyUsd} a month, of which $${Number(Amount).toFixed(2)} are spent`;
      },
    },
    {
      name: "the budget counts what the lab says: the class's tag, or the account",
      hint: "npm run class -- solve puts the filter back; a tag counts from the day after it is activated (the lab's output activateTags)",
      async run(subject) {
        // The form in which Terraform's provider writes a filter is the one in which AWS gives it back.
        // eslint-disable-next-line @typescript-eslint/no-deprecated
        const { CostFilters = {} } = await budgetNow(subject);
        const { count } = subject.lab.settingsOf(billing);
        const wanted = count === "class" ? `user:class$${subject.config.name}` : undefined;
        const [filter, more] = Object.values(CostFilters).flat();
        expect(
          filter === wanted && more === undefined,
          `it counts ${filter ?? "the whole account"}`,
        );
        return wanted ?? "the whole account";
      },
    },
    {
      name: WARNS,
      hint: "add the missing alert threshold to the budget, or npm run class -- solve",
      async run(subject) {
        const found = (await warningsNow(subject)).map(titleOf);
        const missing = wantedWarnings(subject).filter((title) => !found.includes(title));
        expect(missing.length === 0, `no warning at ${missing.join(", ")}`);
        return found.join(", ");
      },
    },
    {
      name: "every warning goes to the class's e-mail address",
      hint: "edit the e-mail recipients of the budget's alerts, or npm run class -- solve",
      async run(subject) {
        const { email = "" } = subject.config;
        const budgets = await subject.aws.client(budgetsClient);
        for (const warning of await warningsNow(subject)) {
          const { Subscribers = [] } = await budgets.describeSubscribersForNotification({
            ...nameOf(subject),
            Notification: warning,
          });
          const readers = Subscribers.map(({ Address = "" }) => Address);
          const who = readers.join(", ") || "nobody";
          expect(readers.includes(email), `the warning at ${titleOf(warning)} goes to ${who}`);
        }
        return email;
      },
    },
  ],
  fault: {
    does: "the warning before the limit is deleted",
    foundBy: WARNS,
    async make(subject) {
      const spent = (await warningsNow(subject)).filter(
        ({ NotificationType, Threshold = 0 }) => NotificationType === "ACTUAL" && Threshold < 100,
      );
      const last = spent.sort((a, b) => (b.Threshold ?? 0) - (a.Threshold ?? 0))[0];
      expect(last, "the budget has no warning before its limit");
      const budgets = await subject.aws.client(budgetsClient);
      await budgets.deleteNotification({ ...nameOf(subject), Notification: last });
    },
  },
};

const nameOf = ({ lab }: Subject) => ({
  AccountId: recorded(lab.one("aws:budgets/budget:Budget"), "accountId"),
  BudgetName: lab.text("budgetName"),
});

async function budgetNow(subject: Subject): Promise<Budget> {
  const budgets = await subject.aws.client(budgetsClient);
  const { Budget } = await budgets.describeBudget(nameOf(subject));
  expect(Budget, "there is no such budget");
  return Budget;
}

async function warningsNow(subject: Subject): Promise<Notification[]> {
  const budgets = await subject.aws.client(budgetsClient);
  const { Notifications = [] } = await budgets.describeNotificationsForBudget(nameOf(subject));
  return Notifications;
}

/** E.g. `80 % spent`. */
const titleOf = ({ NotificationType, Threshold }: Notification): string =>
  `${Threshold ?? "?"} % ${NotificationType === "FORECASTED" ? "forecast" : "spent"}`;

function wantedWarnings({ lab }: Subject): string[] {
  const percents = lab.outputs.thresholdsPercent as readonly number[];
  const spent = percents.map((Threshold) => titleOf({ ...WARNING, Threshold }));
  return [...spent, titleOf({ ...WARNING, NotificationType: "FORECASTED", Threshold: 100 })];
}

const WARNING = { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN" } as const;
