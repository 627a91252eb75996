import assert from "node:assert/strict";
import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { Instance } from "@aws-sdk/client-ec2";
import { Cpu, PAGE_MS, PERIOD_MS, QUIET_MS } from "../../../../engine/traffic/servers/cpu.ts";
import { FakeClock } from "../load-balancers/fake-clock.ts";

const REGION = "ap-northeast-2";

const serverOf = (id: string, group?: string): Instance => ({
  ...{ InstanceId: id, State: { Name: "running" } },
  Tags: group === undefined ? [] : [{ Key: "aws:autoscaling:groupName", Value: group }],
});

/** So many visits keep a server busy for a whole period. */
const ALL_OF_IT = PERIOD_MS / PAGE_MS;

describe("the CPU that visits make", () => {
  let clock: FakeClock;
  let servers: Instance[];
  let cpu: Cpu;
  /** What the emulated AWS was told: group and percent. */
  let put: [string, number][];
  let answers: boolean;

  beforeEach(() => {
    clock = new FakeClock();
    servers = [serverOf("i-1", "web")];
    put = [];
    answers = true;
    const cloudWatch = {
      putMetricData: ({ Namespace, MetricData: [datum] = [] }) => {
        if (!answers) return Promise.reject(new Error("no answer"));
        assert.equal(`${Namespace} ${datum?.MetricName}`, "AWS/EC2 CPUUtilization");
        put.push([datum?.Dimensions?.[0]?.Value ?? "", datum?.Value ?? Number.NaN]);
        return Promise.resolve({});
      },
    } as Pick<CloudWatch, "putMetricData">;
    const aws = { client: <C>() => Promise.resolve(cloudWatch as unknown as C) };
    const instances = () =>
      Promise.resolve(new Map(servers.map((server) => [server.InstanceId ?? "", server])));
    cpu = new Cpu({ aws, instances }, clock);
  });

  const visits = (times: number, server = servers[0]) => {
    for (let i = 0; i < times; i++) cpu.visited(REGION, server ?? {});
  };

  it("is that of the group: shared by its running servers, 100 percent at most", async () => {
    visits(ALL_OF_IT / 2);
    await clock.pass(PERIOD_MS);
    servers.push(serverOf("i-2", "web"), serverOf("i-3", "other"));
    visits(ALL_OF_IT);
    await clock.pass(PERIOD_MS);
    visits(5 * ALL_OF_IT);
    await clock.pass(PERIOD_MS);
    assert.deepEqual(put, [
      ["web", 50],
      ["web", 50],
      ["web", 100],
    ]);
  });

  it("is reported as low once there was no load for a minute, then no more", async () => {
    visits(ALL_OF_IT);
    await clock.pass(QUIET_MS);
    assert.deepEqual(put, [["web", 100]]);
    visits(1);
    await clock.pass(2 * PERIOD_MS);
    assert.deepEqual(put.slice(1), [["web", 0.5]]);
    await clock.pass(10 * QUIET_MS);
    assert.equal(put.length, 2);
    assert.equal(clock.waiting, 0);
  });

  it("is reported as low in the next period where AWS did not answer in this one", async () => {
    visits(ALL_OF_IT);
    await clock.pass(PERIOD_MS);
    answers = false;
    await clock.pass(QUIET_MS);
    assert.deepEqual(put, [["web", 100]]);
    answers = true;
    await clock.pass(PERIOD_MS);
    assert.deepEqual(put.slice(1), [["web", 0]]);
    await clock.pass(PERIOD_MS);
    assert.equal(clock.waiting, 0);
  });

  it("is none of a few visits, nor of a server without a group", async () => {
    visits(ALL_OF_IT / 10);
    visits(ALL_OF_IT, serverOf("i-4"));
    await clock.pass(2 * QUIET_MS);
    assert.deepEqual(put, []);
    assert.equal(clock.waiting, 0);
  });
});
