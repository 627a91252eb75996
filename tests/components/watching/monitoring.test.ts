import assert from "node:assert/strict";
import { Monitoring, type MonitoringArgs } from "../../../components/watching/monitoring.ts";
import { ofType, only, record, run } from "../../support/mocks.ts";
import { monitor } from "./monitoring-support.ts";

const BUDGET = "aws:budgets/budget:Budget";

describe("Monitoring", () => {
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
    [{ email: "teacher" }, /email "teacher" is not an address/],
    [{ cpuThresholdPercent: 100 }, /cpuThresholdPercent is 100; .* from 1 to 99/],
    [{ cpuPeriods: 0 }, /cpuPeriods is 0/],
    [{ budget: { monthlyUsd: 0 } }, /monthlyUsd is 0/],
    [{ budget: { monthlyUsd: Number.NaN } }, /monthlyUsd is NaN/],
    [{ budget: { monthlyUsd: 9, thresholdsPercent: [0] } }, /thresholdsPercent has 0/],
    [{ budget: { monthlyUsd: 9, thresholdsPercent: [50, 50] } }, /50, 50 lists one twice/],
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
