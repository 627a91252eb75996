import assert from "node:assert/strict";
import type { Input } from "../support/engine/aws-calls.ts";
import type { Settings } from "../support/engine/stack.ts";
import { inputOf, SEOUL, serverOf, WatchedClass } from "../support/engine/watched-class.ts";

const labs = (expires: string): Settings => ({
  "class:watchdog": true,
  "class:expires": expires,
  "class:labs": { "linux-server": true, "auto-scaling": true, "rds-mysql": true },
});
const CLASS = labs("2099-12-31T18:00:00+09:00");
const EXTENDED = labs("2099-12-31T20:00:00+09:00");

describe("the watchdog of a class, on the emulated AWS,", function () {
  this.timeout("10m");
  let watched: WatchedClass;

  before(async () => {
    watched = await WatchedClass.start(CLASS);
  });
  after(() => watched.stop());

  it("has a schedule for each thing that runs, at the class's end, in UTC", async () => {
    const found = await watched.schedules();
    const stems = found.map(({ Name }) => Name.replace(/^watchdog-|-[0-9a-f]{7}$/g, ""));
    assert.deepEqual(stems.sort(), [
      "autoscaling-auto-scaling",
      "ec2-linux-server",
      "message",
      "rds-rds-mysql",
    ]);
    for (const { ScheduleExpression, ScheduleExpressionTimezone, State } of found)
      assert.deepEqual(
        [ScheduleExpression, ScheduleExpressionTimezone, State],
        ["at(2099-12-31T09:00:00)", "UTC", "ENABLED"],
      );
  });

  it("is unchanged by a second deployment, and by a refresh", async () => {
    assert.deepEqual(await watched.stack.up(CLASS), {});
    await watched.stack.refresh(CLASS);
    assert.deepEqual(await watched.stack.up(CLASS), {});
  });

  it("may be taken on by schedules of its group alone", async () => {
    const { RoleArn } = (await watched.scheduleOf("message")).Target;
    const RoleName = RoleArn.split("/")[1];
    const trust = await watched.calls.call(
      "iam.get_role",
      { RoleName },
      "Role.AssumeRolePolicyDocument.Statement",
    );
    const [group] = (await watched.calls.call(
      "scheduler.list_schedule_groups",
      {},
      "ScheduleGroups[?Name!='default'].Arn",
    )) as [string];
    assert.deepEqual(trust, [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": "123456789012", "aws:SourceArn": [group] },
        },
      },
    ]);
  });

  describe("by the rights of its role,", () => {
    let foreign: string;

    before(async () => {
      foreign = await watched.makeForeign();
    });
    after(() => watched.removeForeign(foreign));

    it("stops no other server, group or database, and not the class's together with another", async () => {
      const own = serverOf(await watched.scheduleOf("ec2-linux-server"));
      const others: [`${string}.${string}`, Input][] = [
        ["ec2.stop_instances", { InstanceIds: [foreign] }],
        ["ec2.stop_instances", { InstanceIds: [own, foreign] }],
        ["rds.stop_db_instance", { DBInstanceIdentifier: "foreign" }],
        [
          "autoscaling.update_auto_scaling_group",
          { AutoScalingGroupName: "foreign", DesiredCapacity: 0 },
        ],
        ["sns.publish", { TopicArn: `arn:aws:sns:${SEOUL}:123456789012:foreign`, Message: "x" }],
      ];
      await watched.enforced(async () => {
        for (const [call, parameters] of others)
          await assert.rejects(watched.asRole(call, parameters), DENIED, call);
      });
    });

    it("does nothing else to what it stops: it neither starts nor deletes nor changes it", async () => {
      const InstanceIds = [serverOf(await watched.scheduleOf("ec2-linux-server"))];
      const database = inputOf(await watched.scheduleOf("rds-rds-mysql"));
      const { DbInstanceIdentifier: DBInstanceIdentifier } = database;
      const group = inputOf(await watched.scheduleOf("autoscaling-auto-scaling"));
      const { AutoScalingGroupName } = group;
      const others: [`${string}.${string}`, Input][] = [
        ["ec2.terminate_instances", { InstanceIds }],
        ["ec2.start_instances", { InstanceIds }],
        ["ec2.reboot_instances", { InstanceIds }],
        ["ec2.describe_instances", {}],
        ["rds.start_db_instance", { DBInstanceIdentifier }],
        ["rds.delete_db_instance", { DBInstanceIdentifier, SkipFinalSnapshot: true }],
        ["rds.modify_db_instance", { DBInstanceIdentifier, AllocatedStorage: 30 }],
        ["autoscaling.delete_auto_scaling_group", { AutoScalingGroupName, ForceDelete: true }],
        ["iam.list_roles", {}],
      ];
      await watched.enforced(async () => {
        for (const [call, parameters] of others)
          await assert.rejects(watched.asRole(call, parameters), DENIED, call);
      });
    });

    it("has no right to anything else, its own schedules and role included", async () => {
      const { RoleArn } = (await watched.scheduleOf("message")).Target;
      const ActionNames = [
        "scheduler:UpdateSchedule",
        "iam:PassRole",
        "iam:PutRolePolicy",
        "sts:AssumeRole",
        "ec2:RunInstances",
        "s3:ListAllMyBuckets",
      ];
      const decisions = await watched.calls.call(
        "iam.simulate_principal_policy",
        { PolicySourceArn: RoleArn, ActionNames },
        "EvaluationResults[].EvalDecision",
      );
      assert.deepEqual(new Set(decisions as string[]), new Set(["implicitDeny"]));
    });

    it("stops the class's own server, group and database", async () => {
      const server = await watched.scheduleOf("ec2-linux-server");
      const group = await watched.scheduleOf("autoscaling-auto-scaling");
      const database = await watched.scheduleOf("rds-rds-mysql");
      await watched.enforced(async () => {
        for (const schedule of [server, group, database]) await watched.carryOut(schedule);
      });
      const state = await watched.calls.call(
        "ec2.describe_instances",
        { InstanceIds: [serverOf(server)] },
        "Reservations[0].Instances[0].State.Name",
      );
      assert.equal(state, "stopped");
      const { AutoScalingGroupName } = inputOf(group);
      const size = await watched.calls.call(
        "autoscaling.describe_auto_scaling_groups",
        { AutoScalingGroupNames: [AutoScalingGroupName] },
        "AutoScalingGroups[0].[MinSize, MaxSize, DesiredCapacity, length(Instances)]",
      );
      assert.deepEqual(size, [0, 0, 0, 0]);
      const { DbInstanceIdentifier } = inputOf(database);
      const status = await watched.calls.call(
        "rds.describe_db_instances",
        { DBInstanceIdentifier: DbInstanceIdentifier },
        "DBInstances[0].DBInstanceStatus",
      );
      assert.equal(status, "stopped");
      await watched.calls.call("rds.start_db_instance", {
        DBInstanceIdentifier: DbInstanceIdentifier,
      });
      await watched.calls.call("ec2.start_instances", { InstanceIds: [serverOf(server)] });
    });
  });

  describe("with its class,", () => {
    it("moves along when the class is extended, in its place", async () => {
      await watched.stack.solve(CLASS);
      const before = (await watched.schedules()).map(({ Name }) => Name).sort();
      const changes = await watched.stack.up(EXTENDED);
      assert.deepEqual(Object.keys(changes), ["update"]);
      const after = await watched.schedules();
      assert.deepEqual(after.map(({ Name }) => Name).sort(), before);
      const moments = new Set(after.map(({ ScheduleExpression }) => ScheduleExpression));
      assert.deepEqual([...moments], ["at(2099-12-31T11:00:00)"]);
    });

    it("is removed with the class", async () => {
      await watched.stack.destroy();
      assert.deepEqual(await watched.stack.inventory(), []);
    });
  });
});

const DENIED = /UnauthorizedOperation|AccessDenied/;
