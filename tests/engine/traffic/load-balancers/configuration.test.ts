import assert from "node:assert/strict";
import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Emulated } from "../../../../engine/traffic/emulated.ts";
import { factsAt } from "../../../../engine/traffic/databases/facts.ts";
import { Configuration } from "../../../../engine/traffic/load-balancers/configuration.ts";
import { arnOf } from "./groups.ts";

describe("what is read of load balancers", () => {
  const made: string[] = [];
  /** Its target groups are checked all the time, which AWS refuses. */
  const elb = {
    describeTargetGroups: () =>
      Promise.resolve({ TargetGroups: [{ HealthCheckIntervalSeconds: 0 }] }),
    describeTargetGroupAttributes: () => Promise.resolve({}),
    describeTargetHealth: () => Promise.resolve({}),
  } as unknown as ElasticLoadBalancingV2;
  const client = (_: unknown, region: string) => {
    made.push(region);
    return Promise.resolve(elb);
  };
  const emulated = {
    aws: { client },
    regions: () => Promise.resolve(["eu-west-1"]),
  } as unknown as Emulated;
  beforeEach(() => {
    made.length = 0;
  });

  it("makes no client for a region that is made up", async () => {
    const configuration = new Configuration(emulated);
    const arn = arnOf("a").replace("eu-west-1", "zz-nowhere-9");
    assert.deepEqual(await configuration.balancers("zz-nowhere-9"), []);
    assert.deepEqual(await configuration.listeners(arn), []);
    assert.equal(await configuration.group(arn), undefined);
    assert.equal(await factsAt(emulated, "db.abc.zz-nowhere-9.rds.amazonaws.com"), undefined);
    assert.deepEqual(made, []);
  });

  it("has five seconds at least between health checks", async () => {
    const group = await new Configuration(emulated).group(arnOf("a"));
    assert.deepEqual([group?.check.intervalMs, made], [5000, ["eu-west-1"]]);
  });
});
