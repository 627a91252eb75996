import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface BudgetArgs {
  /** The monthly limit, in US dollars. */
  readonly monthlyUsd: number;
  /** Percentages of the limit at which actual costs are reported; four at most. @default [50, 80, 100] */
  readonly thresholdsPercent?: readonly number[];
  /**
   * Counts only resources with this tag. AWS reports its costs from the day on which the tag is activated as a cost allocation
   * tag in Billing, one day late. @default the whole account
   */
  readonly tag?: { readonly key: string; readonly value: string };
}

/** The recipient: a topic, or one e-mail address, which needs neither a confirmation nor a topic. */
export type BudgetReader = { readonly topicArn: pulumi.Input<string> } | { readonly email: string };

/** A budget supports five notifications, and the forecast is one of them. */
const MOST_THRESHOLDS = 4;

const THRESHOLDS_PERCENT = [50, 80, 100];

/** A monthly cost budget that reports the actual costs, and a forecast above 100 %. Free of charge. */
export function monthlyBudget(
  name: string,
  args: BudgetArgs,
  reader: BudgetReader,
  opts: pulumi.CustomResourceOptions,
): aws.budgets.Budget {
  const { monthlyUsd, thresholdsPercent = THRESHOLDS_PERCENT, tag } = args;
  const report = (notificationType: "ACTUAL" | "FORECASTED", threshold: number) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    ...("email" in reader
      ? { subscriberEmailAddresses: [reader.email] }
      : { subscriberSnsTopicArns: [reader.topicArn] }),
  });
  return new aws.budgets.Budget(
    name,
    {
      budgetType: "COST",
      timeUnit: "MONTHLY",
      limitAmount: String(monthlyUsd),
      limitUnit: "USD",
      ...(tag && {
        costFilters: [{ name: "TagKeyValue", values: [`user:${tag.key}$${tag.value}`] }],
      }),
      notifications: [
        ...thresholdsPercent.map((threshold) => report("ACTUAL", threshold)),
        report("FORECASTED", 100),
      ],
    },
    opts,
  );
}

/** @throws when the amount or a threshold is not valid, or there are too many thresholds. */
export function checkBudget({
  monthlyUsd,
  thresholdsPercent = THRESHOLDS_PERCENT,
}: BudgetArgs): void {
  if (!(monthlyUsd > 0))
    throw new Error(`budget.monthlyUsd is ${monthlyUsd}; it must be more than 0`);
  if (thresholdsPercent.length > MOST_THRESHOLDS)
    throw new Error(
      `budget.thresholdsPercent has ${thresholdsPercent.length} values; AWS allows ${MOST_THRESHOLDS} in addition to the forecast`,
    );
  if (new Set(thresholdsPercent).size < thresholdsPercent.length)
    throw new Error(`budget.thresholdsPercent ${thresholdsPercent.join(", ")} lists one twice`);
  for (const percent of thresholdsPercent)
    if (!(percent > 0 && percent <= 1000))
      throw new Error(`budget.thresholdsPercent has ${percent}; it must be over 0, up to 1000`);
}
