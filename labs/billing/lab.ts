import { z } from "zod";
import { type BudgetArgs, monthlyBudget } from "../../components/watching/budget.ts";
import { defineLab } from "../contract/lab.ts";
import { command, link, value } from "../contract/outputs.ts";

const THRESHOLDS_PERCENT = [50, 80, 100];

export const billing = defineLab({
  id: "billing",
  title: { ko: "요금 확인", en: "What it costs" },
  teaches: {
    en:
      "Set a monthly budget, and get an e-mail as it is spent and when the forecast exceeds it. " +
      "Activate the tags that separate the costs of each lab, and read the bill by lab. " +
      "Name what is charged by the hour even when nobody uses it.",
    ko:
      "월 예산을 설정하고, 예산이 소진되는 동안과 예측 비용이 예산을 넘을 때 이메일을 받습니다. " +
      "실습별 비용을 구분하는 태그를 활성화하고, 실습별 청구 내역을 읽습니다. " +
      "아무도 사용하지 않아도 시간 단위로 요금이 부과되는 것이 무엇인지 말합니다.",
  },
  settings: z.strictObject({
    monthlyUsd: z.int().min(1).max(100_000).default(50).meta({
      description: "Monthly limit in US dollars.",
      ko: "월 한도(미국 달러).",
    }),
    /** AWS reports the class's costs only from the day after its tag is activated; until then they are 0. */
    count: z.enum(["class", "account"]).default("class").meta({
      description: "Whose costs count: those with the class's tag, or those of the whole account.",
      ko: "집계할 비용: 수업의 태그가 있는 비용(class) 또는 계정 전체의 비용(account).",
    }),
  }),
  outputs: {
    budgetName: value("Budget name", "예산 이름"),
    monthlyUsd: value("Monthly limit in US dollars", "월 한도(미국 달러)"),
    thresholdsPercent: value("Alert thresholds in percent", "알림 임계값(%)"),
    reader: value("Recipient of the alerts", "알림 수신자"),
    counts: value("Costs that count", "집계 대상 비용"),
    activateTags: command("Activate the cost allocation tags", "비용 할당 태그 활성화"),
    costByLab: command("Show this month's costs by lab", "이번 달의 실습별 비용 조회"),
    bill: link("Bills in the console", "콘솔의 청구서"),
  },
  needs: ({ email }) =>
    email === undefined
      ? [
          {
            key: "class:email",
            value: email,
            reason: "lab billing needs an e-mail address for its alerts",
            fix: "pulumi config set email teacher@example.com --stack NAME",
          },
        ]
      : [],
  build({ parent, name, config }, { monthlyUsd, count }) {
    const { email } = config;
    if (email === undefined) throw new Error("needs() has accepted a class without e-mail");
    const budget: BudgetArgs = {
      monthlyUsd,
      thresholdsPercent: THRESHOLDS_PERCENT,
      ...(count === "class" && { tag: { key: "class", value: config.name } }),
    };
    return {
      budgetName: monthlyBudget(name, budget, { email }, { parent }).name,
      monthlyUsd,
      thresholdsPercent: THRESHOLDS_PERCENT,
      reader: email,
      counts: count === "class" ? `what has tag class = ${config.name}` : "the whole account",
      // Once per account, a day after its first tagged resource; earlier costs are not counted.
      activateTags:
        "aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=class,Status=Active TagKey=lab,Status=Active",
      // $0.01 a call.
      costByLab: `aws ce get-cost-and-usage --time-period "${THIS_MONTH}" --granularity MONTHLY --metrics UnblendedCost --group-by Type=TAG,Key=lab --query 'ResultsByTime[].Groups[].[Keys[0],Metrics.UnblendedCost.Amount]' --output table`,
      bill: "https://console.aws.amazon.com/billing/home#/bills",
    };
  },
});

/** The first of this month and of the next: with macOS's `date`, whose options Linux rejects, or with Linux's. */
const THIS_MONTH =
  'Start=$(date +%Y-%m-01),End=$(date -v1d -v+1m +%F 2>/dev/null || date -d "$(date +%Y-%m-01) +1 month" +%F)';
