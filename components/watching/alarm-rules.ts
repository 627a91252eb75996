import type * as pulumi from "@pulumi/pulumi";
import { type AlarmGroup, type AlarmRule, type CpuLimit, cpuRule } from "./alarm.ts";

type Names = Readonly<Record<string, pulumi.Input<string>>>;

export interface WatchedLoadBalancer {
  /** The load balancer's `arnSuffix`: `app/name/id`. */
  readonly arnSuffix: pulumi.Input<string>;
  /** The target groups' `arnSuffix` (`targetgroup/name/id`), by a name of your choice. */
  readonly targetGroupArnSuffixes: Names;
  /** The limit for 95 % of the response times, in seconds. @default 1 */
  readonly maxResponseSeconds?: number;
  /** The number of 5xx answers in a minute, of servers and load balancer each, that raises no alarm. @default 5 */
  readonly max5xxPerMinute?: number;
}

export interface WatchedDatabase {
  /** The RDS instance's identifier. */
  readonly identifier: pulumi.Input<string>;
  /** @default 2 */
  readonly minFreeStorageGiB?: number;
  /** The maximum number of simultaneous connections; a db.t4g.micro supports about 60. @default 50 */
  readonly maxConnections?: number;
}

export function instanceAlarms(instances: Names, limit: CpuLimit): AlarmGroup {
  const rules = Object.entries(instances).map(([key, InstanceId]) => {
    const rule: AlarmRule = {
      ...cpuRule(limit, `Server ${key}`, "AWS/EC2", { InstanceId }),
      // A stopped server sends no metrics. It is neither busy nor healthy, and the alarm should show that.
      noData: "missing",
    };
    return [`instance-${key}-cpu`, rule] as const;
  });
  return { title: "Servers", rules: Object.fromEntries(rules) };
}

export function autoScalingAlarms(groupNames: Names, limit: CpuLimit): AlarmGroup {
  const rules = Object.entries(groupNames).map(([key, AutoScalingGroupName]) => {
    const rule: AlarmRule = {
      ...cpuRule(limit, `Auto Scaling group ${key}`, "AWS/EC2", { AutoScalingGroupName }),
      // A group scaled to zero is intended, and has no CPU metric.
      noData: "notBreaching",
    };
    return [`auto-scaling-${key}-cpu`, rule] as const;
  });
  return { title: "Auto Scaling groups", rules: Object.fromEntries(rules) };
}

export function loadBalancerAlarms(
  loadBalancers: Readonly<Record<string, WatchedLoadBalancer>>,
): AlarmGroup {
  const rules = Object.entries(loadBalancers).flatMap(([key, watched]) => {
    const { arnSuffix, targetGroupArnSuffixes } = watched;
    const { maxResponseSeconds = 1, max5xxPerMinute = 5 } = watched;
    // A load balancer without requests or errors sends no metrics: that is normal.
    const base = {
      namespace: "AWS/ApplicationELB",
      dimensions: { LoadBalancer: arnSuffix },
      when: "above",
      periodSeconds: 60,
      periods: 3,
      noData: "notBreaching",
    } as const;
    const errors = (from: "Target" | "ELB", whose: string): AlarmRule => ({
      ...base,
      description: `${whose} of ${key} answer more than ${max5xxPerMinute} requests a minute with an error (5xx)`,
      metricName: `HTTPCode_${from}_5XX_Count`,
      statistic: "Sum",
      threshold: max5xxPerMinute,
    });
    const slow: AlarmRule = {
      ...base,
      description: `One in twenty answers of ${key} takes more than ${maxResponseSeconds} s`,
      metricName: "TargetResponseTime",
      statistic: "p95",
      threshold: maxResponseSeconds,
    };
    const unhealthy = Object.entries(targetGroupArnSuffixes).map(([group, TargetGroup]) => {
      const rule: AlarmRule = {
        ...base,
        description: `A server of ${key} (${group}) fails its health check`,
        metricName: "UnHealthyHostCount",
        dimensions: { LoadBalancer: arnSuffix, TargetGroup },
        statistic: "Maximum",
        threshold: 0,
      };
      return [`load-balancer-${key}-unhealthy-${group}`, rule] as const;
    });
    return [
      [`load-balancer-${key}-server-5xx`, errors("Target", "Servers")] as const,
      [`load-balancer-${key}-own-5xx`, errors("ELB", "Load balancer nodes")] as const,
      [`load-balancer-${key}-slow`, slow] as const,
      ...unhealthy,
    ];
  });
  return { title: "Load balancers", rules: Object.fromEntries(rules) };
}

export function databaseAlarms(
  databases: Readonly<Record<string, WatchedDatabase>>,
  limit: CpuLimit,
): AlarmGroup {
  const rules = Object.entries(databases).flatMap(([key, watched]) => {
    const { identifier, minFreeStorageGiB = 2, maxConnections = 50 } = watched;
    const dimensions = { DBInstanceIdentifier: identifier };
    // RDS sends metrics every minute while a database runs. Without metrics it is stopped or failing.
    const noData = "missing";
    const base = {
      namespace: "AWS/RDS",
      dimensions,
      periodSeconds: 60,
      periods: 5,
      noData,
    } as const;
    const rules: Record<string, AlarmRule> = {
      [`database-${key}-cpu`]: {
        ...cpuRule(limit, `Database ${key}`, "AWS/RDS", dimensions),
        noData,
      },
      [`database-${key}-storage`]: {
        ...base,
        description: `Database ${key} has less than ${minFreeStorageGiB} GiB left`,
        metricName: "FreeStorageSpace",
        statistic: "Average",
        when: "below",
        threshold: minFreeStorageGiB * 2 ** 30,
      },
      [`database-${key}-connections`]: {
        ...base,
        description: `Database ${key} has more than ${maxConnections} connections`,
        metricName: "DatabaseConnections",
        statistic: "Maximum",
        when: "above",
        threshold: maxConnections,
      },
    };
    return Object.entries(rules);
  });
  return { title: "Databases", rules: Object.fromEntries(rules) };
}
