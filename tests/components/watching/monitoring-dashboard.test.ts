import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { Monitoring, type MonitoringArgs } from "../../../components/watching/monitoring.ts";
import { ofType, only, run } from "../../support/mocks.ts";
import { monitor } from "./monitoring-support.ts";

const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

describe("Monitoring's dashboard", () => {
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

  it("has another name than a stack of the same name has for its own", async () => {
    const args = { instances: { a: "i-1" }, dashboardSuffix: "abcdefgh2345" };
    assert.equal(only(await monitor(args), DASHBOARD).inputs.dashboardName, "watch-abcdefgh2345");
  });

  it("is left out where it is not wanted, or has nothing to show", async () => {
    for (const args of [{ instances: { a: "i-1" }, dashboard: false }, {}])
      assert.deepEqual(ofType(await monitor(args), DASHBOARD), []);
  });
});
