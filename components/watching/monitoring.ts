import * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";
import {
  autoScalingAlarms,
  databaseAlarms,
  instanceAlarms,
  loadBalancerAlarms,
  type WatchedDatabase,
  type WatchedLoadBalancer,
} from "./alarm-rules.ts";
import { alarm, type AlarmGroup } from "./alarm.ts";
import { AlertTopic, checkEmail } from "./alert-topic.ts";
import { type BudgetArgs, checkBudget, monthlyBudget } from "./budget.ts";
import { dashboard } from "./dashboard.ts";

export interface MonitoringArgs {
  /** Recipient of the notifications, once the subscription is confirmed by e-mail. @default nobody */
  readonly email?: string;
  /** The ids of servers whose CPU is monitored, by a name of your choice. @default none */
  readonly instances?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The names of Auto Scaling groups whose average CPU is monitored, by a name of your choice. @default none */
  readonly autoScalingGroups?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Load balancers whose errors, unhealthy servers and slow answers are monitored. @default none */
  readonly loadBalancers?: Readonly<Record<string, WatchedLoadBalancer>>;
  /** RDS instances whose CPU, free storage and connections are monitored. @default none */
  readonly databases?: Readonly<Record<string, WatchedDatabase>>;
  /** The CPU limit, in percent. @default 80 */
  readonly cpuThresholdPercent?: number;
  /** The number of consecutive data points above the limit that raise the alarm. @default 2 */
  readonly cpuPeriods?: number;
  /** Whether the servers send metrics every minute instead of every five; the alarms then use the same period. @default false */
  readonly detailedMonitoring?: boolean;
  /** Whether to create a dashboard of the monitored resources. @default true */
  readonly dashboard?: boolean;
  /** Distinguishes the dashboard's name from those of other stacks in the account. @default the stack's name */
  readonly dashboardSuffix?: string | undefined;
  /** A monthly budget. @default none */
  readonly budget?: BudgetArgs;
}

/**
 * Alarms, a dashboard and a budget that report to one topic, with one e-mail recipient.
 *
 * @example
 * new Monitoring("class", {
 *   email: "teacher@example.com",
 *   instances: { web: server.instanceId },
 *   budget: { monthlyUsd: 50, tag: { key: "class", value: "aws-101" } },
 * });
 *
 * Costs $1 a month for the topic's key (see AlertTopic) and $0.10 for each alarm after the account's first ten; three
 * dashboards and the budget are free.
 */
export class Monitoring extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  /** By monitored resource and metric, e.g. `instance-web-cpu`. */
  readonly alarmNames: Readonly<Record<string, pulumi.Output<string>>>;
  readonly alarmArns: Readonly<Record<string, pulumi.Output<string>>>;
  /** Undefined when there is nothing to show, or no dashboard is wanted. */
  readonly dashboardName?: pulumi.Output<string>;
  /** The dashboard's address in the AWS console; it requires signing in. */
  readonly dashboardUrl?: pulumi.Output<string>;
  readonly budgetName?: pulumi.Output<string>;

  /** @throws when the e-mail address is not valid, or a number is out of range. */
  constructor(name: string, args: MonitoringArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:monitoring:Monitoring", name, {}, opts);
    const { email, dashboard: wantsDashboard = true, dashboardSuffix: suffix, budget } = args;
    checkEmail(email);
    if (budget) checkBudget(budget);
    const groups = alarmGroups(args);
    const child = { parent: this };

    const { topicArn } = new AlertTopic(name, { email }, child);
    const alarms = groups.flatMap(({ rules }) =>
      Object.entries(rules).map(
        ([key, rule]) => [key, alarm(`${name}-${key}`, rule, topicArn, child)] as const,
      ),
    );
    if (wantsDashboard && alarms.length > 0) {
      const alarmArns = alarms.map(([, { arn }]) => arn);
      const page = dashboard(name, { groups, alarmArns, suffix }, child);
      this.dashboardName = page.dashboardName;
      this.dashboardUrl = page.url;
    }
    if (budget) this.budgetName = monthlyBudget(name, budget, { topicArn }, child).name;

    this.topicArn = topicArn;
    this.alarmNames = Object.fromEntries(alarms.map(([key, { name }]) => [key, name]));
    this.alarmArns = Object.fromEntries(alarms.map(([key, { arn }]) => [key, arn]));
    this.registerOutputs({
      topicArn,
      alarmNames: this.alarmNames,
      dashboardUrl: this.dashboardUrl,
    });
  }
}

/** @throws when a limit is out of range. */
function alarmGroups(args: MonitoringArgs): AlarmGroup[] {
  const { instances = {}, autoScalingGroups = {}, loadBalancers = {}, databases = {} } = args;
  const { cpuThresholdPercent = 80, cpuPeriods = 2, detailedMonitoring = false } = args;
  inRange("cpuThresholdPercent", cpuThresholdPercent, 1, 99);
  inRange("cpuPeriods", cpuPeriods, 1, 60);
  const limit = {
    percent: cpuThresholdPercent,
    periods: cpuPeriods,
    periodSeconds: detailedMonitoring ? 60 : 300,
  };
  return [
    instanceAlarms(instances, limit),
    autoScalingAlarms(autoScalingGroups, limit),
    loadBalancerAlarms(loadBalancers),
    databaseAlarms(databases, limit),
  ];
}
