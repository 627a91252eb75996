import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmGroup, AlarmRule } from "./alarm.ts";

export interface DashboardArgs {
  /** What to show: each metric of a group gets a graph that includes its alarm limits. */
  readonly groups: readonly AlarmGroup[];
  /** The alarms, shown as status lights at the top. */
  readonly alarmArns: readonly pulumi.Input<string>[];
  /** Distinguishes the dashboard's name from those of other stacks in the account. @default the stack's name */
  readonly suffix?: string | undefined;
}

export interface DashboardPage {
  readonly dashboardName: pulumi.Output<string>;
  /** The dashboard's address in the AWS console; it requires signing in. */
  readonly url: pulumi.Output<string>;
}

/** A CloudWatch dashboard: the state of all alarms, then the metrics behind them. $3 a month from the fourth on. */
export function dashboard(
  name: string,
  { groups, alarmArns, suffix = pulumi.getStack() }: DashboardArgs,
  opts: pulumi.CustomResourceOptions,
): DashboardPage {
  const region = aws.getRegionOutput({}, opts).region;
  const lights = {
    type: "alarm",
    width: PAGE_WIDTH,
    height: 2,
    properties: { title: "Alarms", alarms: [...alarmArns] },
  };
  const graphs = groups.flatMap((group) => graphsOf(group, region));
  // A dashboard's name must be unique in the account. If two stacks with the same name in two projects shared one dashboard,
  // destroying the first would delete it for both.
  const { dashboardName } = new aws.cloudwatch.Dashboard(
    name,
    {
      dashboardName: `${name}-${suffix}`,
      dashboardBody: pulumi.jsonStringify({ widgets: [lights, ...graphs] }),
    },
    opts,
  );
  const console = pulumi.interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}`;
  return {
    dashboardName,
    url: pulumi.interpolate`${console}#dashboards/dashboard/${dashboardName}`,
  };
}

/** CloudWatch's grid is 24 columns wide; widgets without a position are placed from left to right. */
const PAGE_WIDTH = 24;

function graphsOf({ title, rules }: AlarmGroup, region: pulumi.Input<string>) {
  const byMetric = Map.groupBy(Object.entries(rules), ([, { metricName }]) => metricName);
  return [...byMetric].map(([metricName, entries]) => {
    const limits = new Set(entries.map(([, { threshold }]) => threshold));
    return {
      type: "metric",
      width: PAGE_WIDTH / 2,
      height: 6,
      properties: {
        title: `${title}: ${metricName}`,
        view: "timeSeries",
        region,
        metrics: entries.map(([key, rule]) => metric(key, rule)),
        annotations: { horizontal: [...limits].map((value) => ({ value, label: "alarm" })) },
      },
    };
  });
}

/** One line of a graph: namespace, metric, alternating dimension names and values, and how to draw it. */
function metric(label: string, rule: AlarmRule): unknown[] {
  const { namespace, metricName, dimensions, statistic, periodSeconds } = rule;
  const look = { label, stat: statistic, period: periodSeconds };
  return [namespace, metricName, ...Object.entries(dimensions).flat(), look];
}
