import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Monitoring, type MonitoringArgs } from "../../../components/watching/monitoring.ts";
import { ofType, only, record, type Recorded, run } from "../../support/mocks.ts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";
const BUDGET = "aws:budgets/budget:Budget";

const monitor = (args: MonitoringArgs): Promise<Recorded[]> =>
  record(() => new Monitoring("watch", args));

const alarms = async (args: MonitoringArgs): Promise<Map<string, Recorded["inputs"]>> =>
  new Map(ofType(await monitor(args), ALARM).map(({ name, inputs }) => [name, inputs]));

describe("Monitoring", () => {
  describe("of servers", () => {
    it("rings when CPU stays above 80 % for two values of five minutes", async () => {
      const { inputs } = only(await monitor({ instances: { web: "i-1" } }), ALARM);
      assert.deepEqual(inputs.dimensions, { InstanceId: "i-1" });
      assert.equal(inputs.threshold, 80);
      assert.equal(inputs.period, 300);
      assert.equal(inputs.evaluationPeriods, 2);
      assert.equal(inputs.comparisonOperator, "GreaterThanThreshold");
    });

    it("looks every minute where metrics come every minute", async () => {
      const args = { instances: { web: "i-1" }, detailedMonitoring: true };
      assert.equal(only(await monitor(args), ALARM).inputs.period, 60);
    });

    it("takes another threshold and another number of periods", async () => {
      const args = { instances: { web: "i-1" }, cpuThresholdPercent: 60, cpuPeriods: 3 };
      const { inputs } = only(await monitor(args), ALARM);
      assert.equal(inputs.threshold, 60);
      assert.equal(inputs.evaluationPeriods, 3);
      assert.match(String(inputs.alarmDescription), /more than 60 % .* for 15 minutes/);
    });

    it("names an alarm after its server, so that others may come and go", async () => {
      const names = [...(await alarms({ instances: { a: "i-1", b: "i-2" } })).keys()];
      assert.deepEqual(names, ["watch-instance-a-cpu", "watch-instance-b-cpu"]);
    });

    it("says so when a server sends nothing", async () => {
      const { inputs } = only(await monitor({ instances: { web: "i-1" } }), ALARM);
      assert.equal(inputs.treatMissingData, "missing");
    });
  });

  it("tells the topic of trouble and of its end", async () => {
    const resources = await monitor({ instances: { web: "i-1" } });
    const { inputs } = only(resources, ALARM);
    const topic = "arn:aws:mock:ap-northeast-2:123456789012:Topic/watch";
    assert.deepEqual(inputs.alarmActions, [topic]);
    assert.deepEqual(inputs.okActions, [topic]);
  });

  it("watches the average CPU of an Auto Scaling group, and leaves an empty one in peace", async () => {
    const { inputs } = only(await monitor({ autoScalingGroups: { web: "group-1" } }), ALARM);
    assert.deepEqual(inputs.dimensions, { AutoScalingGroupName: "group-1" });
    assert.equal(inputs.treatMissingData, "notBreaching");
  });

  describe("of a load balancer", () => {
    const site = {
      arnSuffix: "app/site/1",
      targetGroupArnSuffixes: { blue: "targetgroup/b/1", green: "targetgroup/g/2" },
    };

    it("watches errors of servers and its own, slow answers, and each target group's health", async () => {
      assert.deepEqual(
        [...(await alarms({ loadBalancers: { site } })).keys()],
        [
          "watch-load-balancer-site-server-5xx",
          "watch-load-balancer-site-own-5xx",
          "watch-load-balancer-site-slow",
          "watch-load-balancer-site-unhealthy-blue",
          "watch-load-balancer-site-unhealthy-green",
        ],
      );
    });

    it("takes no requests for no errors", async () => {
      for (const inputs of (await alarms({ loadBalancers: { site } })).values())
        assert.equal(inputs.treatMissingData, "notBreaching");
    });

    it("asks for the health of one target group by both names", async () => {
      const found = await alarms({ loadBalancers: { site } });
      const dimensions = { LoadBalancer: "app/site/1", TargetGroup: "targetgroup/b/1" };
      const inputs = found.get("watch-load-balancer-site-unhealthy-blue");
      assert.deepEqual(inputs?.dimensions, dimensions);
      assert.equal(inputs.threshold, 0);
    });

    it("judges response times by the slowest twentieth", async () => {
      const found = await alarms({ loadBalancers: { site: { ...site, maxResponseSeconds: 0.5 } } });
      const inputs = found.get("watch-load-balancer-site-slow");
      assert.equal(inputs?.extendedStatistic, "p95");
      assert.equal(inputs.statistic, undefined);
      assert.equal(inputs.threshold, 0.5);
    });

    it("bears as many errors as it is told to", async () => {
      const found = await alarms({ loadBalancers: { site: { ...site, max5xxPerMinute: 0 } } });
      const inputs = found.get("watch-load-balancer-site-own-5xx");
      assert.equal(inputs?.metricName, "HTTPCode_ELB_5XX_Count");
      assert.equal(inputs.threshold, 0);
    });
  });

  describe("of a database", () => {
    it("watches CPU, free storage and connections", async () => {
      const found = await alarms({ databases: { shop: { identifier: "shop-1" } } });
      const limits = [...found.values()].map((inputs) => [
        inputs.metricName,
        inputs.comparisonOperator,
        inputs.threshold,
      ]);
      assert.deepEqual(limits, [
        ["CPUUtilization", "GreaterThanThreshold", 80],
        ["FreeStorageSpace", "LessThanThreshold", 2 * 1024 ** 3],
        ["DatabaseConnections", "GreaterThanThreshold", 50],
      ]);
    });

    it("takes its own limits", async () => {
      const shop = { identifier: "shop-1", minFreeStorageGiB: 5, maxConnections: 10 };
      const found = await alarms({ databases: { shop } });
      assert.equal(found.get("watch-database-shop-storage")?.threshold, 5 * 1024 ** 3);
      assert.equal(found.get("watch-database-shop-connections")?.threshold, 10);
    });
  });

  describe("dashboard", () => {
    interface Widget {
      readonly type: string;
      readonly properties: {
        readonly title: string;
        readonly alarms?: string[];
        readonly metrics?: unknown[][];
        readonly annotations?: { readonly horizontal: { readonly value: number }[] };
      };
    }
    const widgets = async (args: MonitoringArgs): Promise<Widget[]> => {
      const body = only(await monitor(args), DASHBOARD).inputs.dashboardBody as string;
      return (JSON.parse(body) as { widgets: Widget[] }).widgets;
    };

    it("shows all alarms, then a graph for each metric of each kind of thing", async () => {
      const args = { instances: { a: "i-1" }, databases: { shop: { identifier: "shop-1" } } };
      const [lights, ...graphs] = await widgets(args);
      assert.equal(lights?.properties.alarms?.length, 4);
      assert.deepEqual(
        graphs.map(({ properties }) => properties.title),
        [
          "Servers: CPUUtilization",
          "Databases: CPUUtilization",
          "Databases: FreeStorageSpace",
          "Databases: DatabaseConnections",
        ],
      );
    });

    it("draws each thing as a line, and the alarm's limit once", async () => {
      const [, graph] = await widgets({ instances: { a: "i-1", b: "i-2" } });
      const look = { label: "instance-a-cpu", stat: "Average", period: 300 };
      assert.deepEqual(graph?.properties.metrics?.[0], [
        ...["AWS/EC2", "CPUUtilization", "InstanceId", "i-1"],
        look,
      ]);
      assert.equal(graph.properties.metrics.length, 2);
      assert.deepEqual(graph.properties.annotations?.horizontal, [{ value: 80, label: "alarm" }]);
    });

    it("is found by its stack's name in the console", async () => {
      const { result } = await run(
        () => new Monitoring("watch", { instances: { a: "i-1" } }).dashboardUrl,
      );
      const console = "https://ap-northeast-2.console.aws.amazon.com/cloudwatch/home";
      const name = `watch-${pulumi.getStack()}`;
      assert.equal(result, `${console}?region=ap-northeast-2#dashboards/dashboard/${name}`);
    });

    it("is left out where it is not wanted, or has nothing to show", async () => {
      for (const args of [{ instances: { a: "i-1" }, dashboard: false }, {}])
        assert.deepEqual(ofType(await monitor(args), DASHBOARD), []);
    });
  });

  describe("budget", () => {
    it("reports money spent at 50, 80 and 100 %, and a forecast over 100 %", async () => {
      const { inputs } = only(await monitor({ budget: { monthlyUsd: 30 } }), BUDGET);
      const notifications = inputs.notifications as Record<string, unknown>[];
      assert.equal(inputs.limitAmount, "30");
      assert.deepEqual(
        notifications.map((n) => [n.notificationType, n.threshold]),
        [
          ["ACTUAL", 50],
          ["ACTUAL", 80],
          ["ACTUAL", 100],
          ["FORECASTED", 100],
        ],
      );
    });

    it("reports to the topic of the alarms", async () => {
      const { inputs } = only(await monitor({ budget: { monthlyUsd: 30 } }), BUDGET);
      const [first] = inputs.notifications as Record<string, unknown>[];
      assert.deepEqual(first?.subscriberSnsTopicArns, [
        "arn:aws:mock:ap-northeast-2:123456789012:Topic/watch",
      ]);
    });

    it("counts one class by its tag", async () => {
      const budget = { monthlyUsd: 30, tag: { key: "class", value: "aws-101" } };
      assert.deepEqual(only(await monitor({ budget }), BUDGET).inputs.costFilters, [
        { name: "TagKeyValue", values: ["user:class$aws-101"] },
      ]);
    });

    it("takes other thresholds", async () => {
      const budget = { monthlyUsd: 30, thresholdsPercent: [90] };
      const { inputs } = only(await monitor({ budget }), BUDGET);
      assert.equal((inputs.notifications as unknown[]).length, 2);
    });

    it("is left out when none is asked for", async () => {
      assert.deepEqual(ofType(await monitor({}), BUDGET), []);
    });
  });

  it("gives names and ARNs of its alarms, topic and budget to read out", async () => {
    const { result } = await run(() => {
      const args = { instances: { a: "i-1" }, budget: { monthlyUsd: 30 } };
      const { topicArn, alarmNames, alarmArns, budgetName } = new Monitoring("watch", args);
      return { topicArn, alarmNames, alarmArns, budgetName };
    });
    assert.match(result.topicArn, /Topic\/watch$/);
    assert.deepEqual(result.alarmNames, { "instance-a-cpu": "watch-instance-a-cpu" });
    assert.match(result.alarmArns["instance-a-cpu"] ?? "", /MetricAlarm\/watch-instance-a-cpu$/);
    assert.equal(result.budgetName, "watch");
  });

  const mistakes: [MonitoringArgs, RegExp][] = [
    [{ email: "teacher" }, /email "teacher" is no address/],
    [{ cpuThresholdPercent: 100 }, /cpuThresholdPercent is 100; .* from 1 to 99/],
    [{ cpuPeriods: 0 }, /cpuPeriods is 0/],
    [{ budget: { monthlyUsd: 0 } }, /monthlyUsd is 0/],
    [{ budget: { monthlyUsd: Number.NaN } }, /monthlyUsd is NaN/],
    [{ budget: { monthlyUsd: 9, thresholdsPercent: [0] } }, /thresholdsPercent has 0/],
    [{ budget: { monthlyUsd: 9, thresholdsPercent: [50, 50] } }, /50, 50 names one twice/],
    [{ budget: { monthlyUsd: 9, thresholdsPercent: [1, 2, 3, 4, 5] } }, /has 5 values/],
  ];
  for (const [args, message] of mistakes)
    it(`refuses ${JSON.stringify(args)} before it makes anything`, async () => {
      const resources = await record(() => {
        assert.throws(() => new Monitoring("watch", args), message);
      });
      assert.deepEqual(
        resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")),
        [],
      );
    });
});
