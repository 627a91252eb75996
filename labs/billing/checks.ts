import type { Budget, Notification } from "@aws-sdk/client-budgets";
import { budgetsClient } from "../../aws/budgets/client.ts";
import { BUDGET } from "../../aws/budgets/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { expectValues, recorded } from "../kit/values.ts";
import { billing } from "./lab.ts";

const limitIsAsConfigured: Check = {
  name: {
    en: "the budget has the configured monthly limit (monthlyUsd)",
    ko: "예산의 월 한도가 설정(monthlyUsd)과 같습니다",
  },
  hint: {
    en: "edit the amount of the budget (Billing, Budgets), or run npm run class -- solve",
    ko: "예산 금액을 편집하거나(결제, 예산) npm run class -- solve를 실행하세요",
  },
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
    return `$${Number(Amount).toFixed(2)} of $${monthlyUsd} spent this month`;
  },
};

const scopeIsAsConfigured: Check = {
  name: {
    en: "the budget counts the class tag or the whole account, as configured (count)",
    ko: "예산이 설정(count)대로 수업 태그 또는 계정 전체의 비용을 집계합니다",
  },
  hint: {
    en: "npm run class -- solve restores the filter; a tag counts from the day after its activation (output activateTags)",
    ko: "필터는 npm run class -- solve가 복원합니다. 태그는 활성화한 다음 날부터 집계됩니다(출력 activateTags)",
  },
  async run(subject) {
    // The form in which Terraform's provider writes a filter is the one in which AWS gives it back.
    // eslint-disable-next-line @typescript-eslint/no-deprecated
    const { CostFilters = {} } = await budgetNow(subject);
    const { count } = subject.lab.settingsOf(billing);
    const wanted = count === "class" ? `user:class$${subject.config.name}` : undefined;
    const [filter, more] = Object.values(CostFilters).flat();
    expect(
      filter === wanted && more === undefined,
      `the budget counts ${filter ?? "the whole account"}`,
    );
    return wanted ?? "the whole account";
  },
};

const alertsAreComplete: Check = {
  name: {
    en: "the budget alerts at each threshold, and when the forecast exceeds the limit",
    ko: "예산이 각 임계값에서, 그리고 예측 비용이 한도를 넘을 때 알립니다",
  },
  hint: {
    en: "add the missing alert threshold to the budget, or run npm run class -- solve",
    ko: "빠진 알림 임계값을 예산에 추가하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const found = (await alertsNow(subject)).map(titleOf);
    const missing = wantedAlerts(subject).filter((title) => !found.includes(title));
    expect(missing.length === 0, `no alert at ${missing.join(", ")}`);
    return found.join(", ");
  },
};

const alertsReachTeacher: Check = {
  name: {
    en: "every alert goes to the class's e-mail address",
    ko: "모든 알림이 수업의 이메일 주소로 전송됩니다",
  },
  hint: {
    en: "edit the e-mail recipients of the budget's alerts, or run npm run class -- solve",
    ko: "예산 알림의 이메일 수신자를 편집하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { email = "" } = subject.config;
    const budgets = await subject.aws.client(budgetsClient);
    for (const alert of await alertsNow(subject)) {
      const { Subscribers = [] } = await budgets.describeSubscribersForNotification({
        ...nameOf(subject),
        Notification: alert,
      });
      const recipients = Subscribers.map(({ Address = "" }) => Address);
      const who = recipients.join(", ") || "nobody";
      expect(recipients.includes(email), `the alert at ${titleOf(alert)} goes to ${who}`);
    }
    return email;
  },
};

export const proof: Proof = {
  checks: [limitIsAsConfigured, scopeIsAsConfigured, alertsAreComplete, alertsReachTeacher],
  fault: {
    does: {
      en: "the last alert before the limit is deleted",
      ko: "한도에 이르기 전의 마지막 알림을 삭제합니다",
    },
    foundBy: alertsAreComplete,
    async make(subject) {
      const early = (await alertsNow(subject)).filter(
        ({ NotificationType, Threshold = 0 }) => NotificationType === "ACTUAL" && Threshold < 100,
      );
      const last = early.sort((a, b) => (b.Threshold ?? 0) - (a.Threshold ?? 0))[0];
      expect(last, "the budget has no alert before its limit");
      const budgets = await subject.aws.client(budgetsClient);
      await budgets.deleteNotification({ ...nameOf(subject), Notification: last });
    },
  },
};

const nameOf = ({ lab }: Subject) => ({
  AccountId: recorded(lab.one(BUDGET), "accountId"),
  BudgetName: lab.text("budgetName"),
});

async function budgetNow(subject: Subject): Promise<Budget> {
  const budgets = await subject.aws.client(budgetsClient);
  const { Budget } = await budgets.describeBudget(nameOf(subject));
  expect(Budget, "the budget does not exist");
  return Budget;
}

async function alertsNow(subject: Subject): Promise<Notification[]> {
  const budgets = await subject.aws.client(budgetsClient);
  const { Notifications = [] } = await budgets.describeNotificationsForBudget(nameOf(subject));
  return Notifications;
}

/** E.g. `80 % spent`. */
const titleOf = ({ NotificationType, Threshold }: Notification): string =>
  `${Threshold ?? "?"} % ${NotificationType === "FORECASTED" ? "forecast" : "spent"}`;

function wantedAlerts({ lab }: Subject): string[] {
  const percents = lab.outputs.thresholdsPercent as readonly number[];
  const spent = percents.map((Threshold) => titleOf({ ...ALERT, Threshold }));
  return [...spent, titleOf({ ...ALERT, NotificationType: "FORECASTED", Threshold: 100 })];
}

const ALERT = { NotificationType: "ACTUAL", ComparisonOperator: "GREATER_THAN" } as const;
