import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Stop } from "../../../aws/contract/resource-type.ts";
import { GROUP, types as scalingTypes } from "../../../aws/autoscaling/types.ts";
import { INSTANCE, types as serverTypes } from "../../../aws/ec2/types.ts";
import { INSTANCE as DATABASE, types as databaseTypes } from "../../../aws/rds/types.ts";
import { SCHEDULE, SCHEDULE_GROUP } from "../../../aws/scheduler/types.ts";
import {
  Watchdog,
  type WatchdogArgs,
  type Watched,
} from "../../../components/watching/watchdog.ts";
import { inputsOf, ofType, only, type Recorded, record, refuses } from "../../support/mocks.ts";

const SEOUL = "ap-northeast-2";

const watched = (stop: Stop | undefined, id: string | undefined, region = SEOUL): Watched => {
  assert.ok(stop);
  return { stop, id, region };
};

const SERVER = watched(serverTypes[INSTANCE]?.stop, "i-1");
const FLEET = watched(scalingTypes[GROUP]?.stop, "fleet-1");
const DATA = watched(databaseTypes[DATABASE]?.stop, "data-1");

const args = (changes: Partial<WatchdogArgs> = {}): WatchdogArgs => ({
  at: "2026-12-01T18:00:00+09:00",
  region: SEOUL,
  watched: { server: SERVER, fleet: FLEET, data: DATA },
  ...changes,
});

const MESSAGE = {
  email: "teacher@example.com",
  subject: "It is over",
  text: (lines: readonly string[]) => `Stopped: ${lines.join(", ")}`,
};

const build = (changes: Partial<WatchdogArgs> = {}): Promise<Recorded[]> =>
  record(() => new Watchdog("dog", args(changes)));

interface Target {
  readonly arn: string;
  readonly input: string;
  readonly retryPolicy: Readonly<Record<string, number>>;
}

/** What a schedule calls: target, parameters. */
const callsOf = (resources: Recorded[]) =>
  Object.fromEntries(
    Object.entries(inputsOf(resources, SCHEDULE, "target")).map(([name, target]) => {
      const { arn, input } = target as Target;
      return [name, [arn, JSON.parse(input) as unknown]];
    }),
  );

/** The statements of the role's policy. */
function rights(resources: Recorded[]): unknown {
  const { inputs } = only(resources, "aws:iam/rolePolicy:RolePolicy");
  return (JSON.parse(inputs.policy as string) as { Statement: unknown }).Statement;
}

describe("Watchdog", () => {
  it("stops each thing by a call of its own, so that one that is gone keeps no other running", async () => {
    const AWS_SDK = "arn:aws:scheduler:::aws-sdk";
    const group = { AutoScalingGroupName: "fleet-1", MinSize: 0, MaxSize: 0, DesiredCapacity: 0 };
    assert.deepEqual(callsOf(await build()), {
      "dog-server": [`${AWS_SDK}:ec2:stopInstances`, { InstanceIds: ["i-1"] }],
      "dog-fleet": [`${AWS_SDK}:autoscaling:updateAutoScalingGroup`, group],
      "dog-data": [`${AWS_SDK}:rds:stopDBInstance`, { DbInstanceIdentifier: "data-1" }],
    });
  });

  it("does so once, at the moment that it is given, in UTC", async () => {
    const [schedule] = ofType(await build(), SCHEDULE);
    assert.equal(schedule?.inputs.scheduleExpression, "at(2026-12-01T09:00:00)");
    assert.equal(schedule.inputs.scheduleExpressionTimezone, "UTC");
    assert.deepEqual(schedule.inputs.flexibleTimeWindow, { mode: "OFF" });
  });

  it("gives up after an hour: a class that was extended is not stopped by a late try", async () => {
    const targets = Object.values(inputsOf(await build(), SCHEDULE, "target")) as Target[];
    for (const { retryPolicy } of targets)
      assert.deepEqual(retryPolicy, { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 });
  });

  it("may make these calls on these resources, and nothing else", async () => {
    const at = (service: string) => `arn:aws:${service}:${SEOUL}:123456789012`;
    assert.deepEqual(rights(await build()), [
      {
        Effect: "Allow",
        Action: "ec2:StopInstances",
        Resource: [`${at("ec2")}:instance/i-1`],
      },
      {
        Effect: "Allow",
        Action: "autoscaling:UpdateAutoScalingGroup",
        Resource: [`${at("autoscaling")}:autoScalingGroup:*:autoScalingGroupName/fleet-1`],
      },
      { Effect: "Allow", Action: "rds:StopDBInstance", Resource: [`${at("rds")}:db:data-1`] },
    ]);
  });

  it("gives its role to Scheduler alone, for schedules of its own group of this account", async () => {
    const { inputs } = only(await build(), "aws:iam/role:Role");
    assert.deepEqual(
      (JSON.parse(inputs.assumeRolePolicy as string) as { Statement: unknown }).Statement,
      [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "scheduler.amazonaws.com" },
          Condition: {
            StringEquals: {
              "aws:SourceAccount": "123456789012",
              "aws:SourceArn": [`arn:aws:mock:${SEOUL}:123456789012:ScheduleGroup/dog`],
            },
          },
        },
      ],
    );
  });

  it("has a group of schedules in each region, and its right is of that region", async () => {
    const far = { ...SERVER, region: "ap-northeast-1" };
    const resources = await build({ watched: { server: SERVER, far } });
    assert.deepEqual(inputsOf(resources, SCHEDULE_GROUP, "region"), {
      dog: SEOUL,
      "dog-ap-northeast-1": "ap-northeast-1",
    });
    assert.equal(inputsOf(resources, SCHEDULE, "region")["dog-far"], "ap-northeast-1");
    assert.match(JSON.stringify(rights(resources)), /arn:aws:ec2:ap-northeast-1:\d+:instance\/i-1/);
  });

  it("calls nothing for what AWS does not name, and says so in its message", async () => {
    const unnamed = { ...FLEET, id: undefined };
    const resources = await build({ watched: { fleet: unnamed, data: DATA }, message: MESSAGE });
    assert.deepEqual(inputsOf(resources, SCHEDULE, "state"), {
      "dog-fleet": "DISABLED",
      "dog-data": "ENABLED",
      "dog-message": "ENABLED",
    });
    assert.doesNotMatch(JSON.stringify(rights(resources)), /autoscaling/);
    const { Message } = callsOf(resources)["dog-message"]?.[1] as { Message: string };
    assert.equal(Message, "Stopped: fleet (not found: it is not stopped), data (data-1)");
  });

  it("may do nothing where AWS names nothing", async () => {
    const resources = await build({
      watched: { fleet: { ...FLEET, id: pulumi.output(undefined) } },
    });
    assert.deepEqual(rights(resources), [{ Effect: "Deny", Action: "*", Resource: "*" }]);
  });

  it("writes to the address that it is given, by an encrypted topic that it may publish to", async () => {
    const resources = await build({ message: MESSAGE });
    const { inputs } = only(resources, "aws:sns/topic:Topic");
    assert.equal(inputs.kmsMasterKeyId, "alias/aws/sns");
    const subscription = only(resources, "aws:sns/topicSubscription:TopicSubscription");
    assert.equal(subscription.inputs.endpoint, "teacher@example.com");
    assert.deepEqual(callsOf(resources)["dog-message"], [
      "arn:aws:scheduler:::aws-sdk:sns:publish",
      {
        TopicArn: `arn:aws:mock:${SEOUL}:123456789012:Topic/dog`,
        Subject: "It is over",
        Message: "Stopped: server (i-1), fleet (fleet-1), data (data-1)",
      },
    ]);
    assert.match(
      JSON.stringify(rights(resources)),
      /"sns:Publish","Resource":\["[^"]*Topic\/dog"\]/,
    );
  });

  it("refuses a moment that is none, and an address that is none", async () => {
    await refuses(
      () => new Watchdog("dog", args({ at: "tonight" })),
      /at is "tonight"; write a time/,
    );
    const message = { ...MESSAGE, email: "teacher" };
    await refuses(() => new Watchdog("dog", args({ message })), /email "teacher" is not/);
  });
});
