import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Defines when one metric of one resource is out of bounds. */
export interface AlarmRule {
  /** What is wrong, for the reader of the notification. */
  readonly description: string;
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  /** A CloudWatch statistic, or a percentile such as `p95`. */
  readonly statistic: "Average" | "Sum" | "Maximum" | "p95";
  readonly when: "above" | "below";
  readonly threshold: number;
  /** The period of one data point, in seconds. */
  readonly periodSeconds: number;
  /** The number of consecutive data points that must be out of bounds. */
  readonly periods: number;
  /** How to treat missing data: `missing` (the alarm shows "insufficient data") or `notBreaching` (all is well). */
  readonly noData: "missing" | "notBreaching";
}

/** The alarms of one type of resource, by a permanent key. */
export interface AlarmGroup {
  readonly title: string;
  readonly rules: Readonly<Record<string, AlarmRule>>;
}

/** The CPU limit. */
export interface CpuLimit {
  readonly percent: number;
  readonly periodSeconds: number;
  readonly periods: number;
}

/** The rule for the CPU of `what`; the caller decides how missing data is treated. */
export function cpuRule(
  { percent, periodSeconds, periods }: CpuLimit,
  what: string,
  namespace: string,
  dimensions: AlarmRule["dimensions"],
): Omit<AlarmRule, "noData"> {
  const minutes = (periodSeconds * periods) / 60;
  return {
    description: `${what} uses more than ${percent} % of its CPU for ${minutes} minutes`,
    namespace,
    metricName: "CPUUtilization",
    dimensions,
    statistic: "Average",
    when: "above",
    threshold: percent,
    periodSeconds,
    periods,
  };
}

/** An alarm that notifies `topicArn` on ALARM and on OK. */
export function alarm(
  name: string,
  rule: AlarmRule,
  topicArn: pulumi.Input<string>,
  opts: pulumi.CustomResourceOptions,
): aws.cloudwatch.MetricAlarm {
  const { description, namespace, metricName, dimensions, statistic, threshold } = rule;
  return new aws.cloudwatch.MetricAlarm(
    name,
    {
      alarmDescription: description,
      namespace,
      metricName,
      dimensions,
      threshold,
      ...(statistic === "p95" ? { extendedStatistic: statistic } : { statistic }),
      comparisonOperator: rule.when === "above" ? "GreaterThanThreshold" : "LessThanThreshold",
      period: rule.periodSeconds,
      evaluationPeriods: rule.periods,
      treatMissingData: rule.noData,
      alarmActions: [topicArn],
      okActions: [topicArn],
    },
    opts,
  );
}
