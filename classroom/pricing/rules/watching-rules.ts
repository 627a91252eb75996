import type { Rule } from "../../../aws/contract/charge.ts";

export const watchingRules: Readonly<Record<string, Rule>> = {
  "aws:cloudwatch/metricAlarm:MetricAlarm": () => [
    { item: "alarm", price: "cloudwatch/alarm", quantity: 1, per: "month" },
  ],
  "aws:cloudwatch/dashboard:Dashboard": () => [
    { item: "dashboard", price: "cloudwatch/dashboard", quantity: 1, per: "month" },
  ],
  "aws:kms/key:Key": () => [{ item: "key", price: "kms/key", quantity: 1, per: "month" }],
  "aws:sns/topic:Topic": () => [
    { item: "e-mails", price: "sns/email", quantity: 100, per: "class", assumed: "100 e-mails" },
  ],
};
