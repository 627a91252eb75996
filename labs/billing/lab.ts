import { z } from "zod";
import { type BudgetArgs, monthlyBudget } from "../../components/watching/budget.ts";
import { defineLab } from "../contract/lab.ts";

const THRESHOLDS_PERCENT = [50, 80, 100];

export const billing = defineLab({
  id: "billing",
  title: { ko: "요금확인", en: "What it costs" },
  teaches:
    "Set what a month may cost, and get an e-mail while it is being spent, and when the forecast says that it will be. " +
    "Activate the tags that tell one lab's costs from another's, and read the bill by lab. " +
    "Say what costs by the hour even when nobody uses it.",
  settings: z.strictObject({
    monthlyUsd: z.int().min(1).max(100_000).default(50),
    /** What counts. AWS knows the class's costs only from the day after its tag is activated; until then they are 0. */
    count: z.enum(["class", "account"]).default("class"),
  }),
  needs: ({ email }) =>
    email === undefined
      ? [
          {
            key: "class:email",
            value: email,
            reason: "lab billing has nobody to write to",
            fix: "pulumi config set email teacher@example.com",
          },
        ]
      : [],
  build({ parent, name, config }, { monthlyUsd, count }) {
    const { email } = config;
    if (email === undefined) throw new Error("needs let a class without e-mail pass");
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
      // Once in an account, a day after its first tagged resource; costs before are not counted.
      activateTags:
        "aws ce update-cost-allocation-tags-status --cost-allocation-tags-status TagKey=class,Status=Active TagKey=lab,Status=Active",
      // $0.01 a call; in CloudShell, as `date` is another one on macOS.
      costByLab: `aws ce get-cost-and-usage --time-period ${THIS_MONTH} --granularity MONTHLY --metrics UnblendedCost --group-by Type=TAG,Key=lab --query 'ResultsByTime[].Groups[].[Keys[0],Metrics.UnblendedCost.Amount]' --output table`,
      bill: "https://console.aws.amazon.com/billing/home#/bills",
    };
  },
});

const THIS_MONTH = 'Start=$(date +%Y-%m-01),End=$(date -d "$(date +%Y-%m-01) +1 month" +%F)';
