import assert from "node:assert/strict";
import type { MonitoringArgs } from "../../../components/watching/monitoring.ts";
import { ofType, only, type Recorded } from "../../support/mocks.ts";
import { monitor } from "./monitoring-support.ts";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const alarms = async (args: MonitoringArgs): Promise<Map<string, Recorded["inputs"]>> =>
  new Map(ofType(await monitor(args), ALARM).map(({ name, inputs }) => [name, inputs]));

describe("Monitoring's alarms", () => {
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
});
