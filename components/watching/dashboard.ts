import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { AlarmGroup, AlarmRule } from "./alarm.ts";

export interface DashboardArgs {
  /** What is watched: each metric of a group gets a graph with the limit of its alarms drawn in. */
  readonly groups: readonly AlarmGroup[];
  /** The alarms, shown as lights on top. */
  readonly alarmArns: readonly pulumi.Input<string>[];
  /** What tells its name from those of other stacks in the account. @default the stack's name */
  readonly suffix?: string | undefined;
}

export interface DashboardPage {
  readonly dashboardName: pulumi.Output<string>;
  /** The dashboard in AWS's console, behind the log-in. */
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
  // A dashboard needs a name, which it shares with no other of the account: two stacks with one name in two projects would
  // have one dashboard, and the first to be destroyed would take it away.
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

/** CloudWatch's grid is 24 columns wide, and lays out what comes without a place from left to right. */
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

/** One line of a graph: namespace, metric, dimension names and values by turns, and how to draw it. */
function metric(label: string, rule: AlarmRule): unknown[] {
  const { namespace, metricName, dimensions, statistic, periodSeconds } = rule;
  const look = { label, stat: statistic, period: periodSeconds };
  return [namespace, metricName, ...Object.entries(dimensions).flat(), look];
}
