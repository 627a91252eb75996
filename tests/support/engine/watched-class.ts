import assert from "node:assert/strict";
import { AwsCalls, type Input, type Key } from "./aws-calls.ts";
import { withEnforcement } from "./enforcement.ts";
import { type Settings, TestStack } from "./stack.ts";

export const SEOUL = "ap-northeast-2";
const IMAGE = "ami-12c6146b"; // moto's own

/** A schedule as Scheduler tells it. */
export interface Schedule {
  readonly Name: string;
  readonly ScheduleExpression: string;
  readonly ScheduleExpressionTimezone: string;
  readonly State: string;
  readonly Target: { readonly Arn: string; readonly RoleArn: string; readonly Input: string };
}

/** The parameters of what a schedule calls. */
export const inputOf = ({ Target }: Schedule): Input => JSON.parse(Target.Input) as Input;

/** The server that a schedule stops. */
export const serverOf = (schedule: Schedule): string =>
  (inputOf(schedule).InstanceIds as [string])[0];

/** A class with a watchdog on an emulator of its own, and its role's credentials. */
export class WatchedClass {
  readonly stack: TestStack;
  readonly calls: AwsCalls;
  readonly #key: Key;

  private constructor(stack: TestStack, calls: AwsCalls, key: Key) {
    this.stack = stack;
    this.calls = calls;
    this.#key = key;
  }

  static async start(settings: Settings): Promise<WatchedClass> {
    const stack = await TestStack.start();
    const calls = await AwsCalls.start(stack.emulator.endpoint);
    await stack.up(settings);
    const [first] = await schedulesOn(calls);
    const key = await calls.call(
      "sts.assume_role",
      { RoleArn: first?.Target.RoleArn, RoleSessionName: "watchdog" },
      "Credentials.[AccessKeyId, SecretAccessKey, SessionToken]",
    );
    return new WatchedClass(stack, calls, key as Key);
  }

  async stop(): Promise<void> {
    await this.calls.stop();
    await this.stack.stop();
  }

  schedules(): Promise<Schedule[]> {
    return schedulesOn(this.calls);
  }

  /** The schedule of something, by how its name begins. */
  async scheduleOf(what: string): Promise<Schedule> {
    const found = (await this.schedules()).find(({ Name }) => Name.startsWith(`watchdog-${what}-`));
    assert.ok(found, what);
    return found;
  }

  /** Makes a call with the role's credentials. */
  asRole(call: `${string}.${string}`, parameters: Input): Promise<unknown> {
    return this.calls.call(call, parameters, "@", SEOUL, this.#key);
  }

  /** What a schedule calls, called with the role's credentials. */
  carryOut(schedule: Schedule): Promise<unknown> {
    const [service = "", action = ""] = schedule.Target.Arn.split(":").slice(-2);
    const { DbInstanceIdentifier, ...input } = inputOf(schedule);
    // boto3 spells names in its own way: stop_db_instance, DBInstanceIdentifier.
    const operation = action.replace(
      /DBInstance|[A-Z]/g,
      (word) => `_${word.replace("DBI", "DB_I").toLowerCase()}`,
    );
    return this.asRole(`${service}.${operation}`, {
      ...input,
      ...(DbInstanceIdentifier !== undefined && { DBInstanceIdentifier: DbInstanceIdentifier }),
    });
  }

  /** Runs `steps` while every call is judged by the policies of its key. */
  enforced(steps: () => Promise<void>): Promise<void> {
    return withEnforcement(this.stack.emulator.endpoint, steps);
  }

  /** Makes a server, a database and a group, both called `foreign`, that are not the class's. @returns the server's id */
  async makeForeign(): Promise<string> {
    const run = { ImageId: IMAGE, MinCount: 1, MaxCount: 1 };
    const server = await this.calls.call("ec2.run_instances", run, "Instances[0].InstanceId");
    await this.calls.call("rds.create_db_instance", {
      DBInstanceIdentifier: "foreign",
      DBInstanceClass: "db.t3.micro",
      Engine: "mysql",
    });
    const { AutoScalingGroupName } = inputOf(await this.scheduleOf("autoscaling-auto-scaling"));
    const group = await this.calls.call(
      "autoscaling.describe_auto_scaling_groups",
      { AutoScalingGroupNames: [AutoScalingGroupName] },
      "AutoScalingGroups[0].{LaunchTemplate: {LaunchTemplateId: LaunchTemplate.LaunchTemplateId}, VPCZoneIdentifier: VPCZoneIdentifier}",
    );
    await this.calls.call("autoscaling.create_auto_scaling_group", {
      ...(group as Input),
      AutoScalingGroupName: "foreign",
      MinSize: 0,
      MaxSize: 1,
    });
    return String(server);
  }

  /** @param server that `makeForeign` has made */
  async removeForeign(server: string): Promise<void> {
    await this.calls.call("ec2.terminate_instances", { InstanceIds: [server] });
    const database = { DBInstanceIdentifier: "foreign", SkipFinalSnapshot: true };
    await this.calls.call("rds.delete_db_instance", database);
    const group = { AutoScalingGroupName: "foreign" };
    await this.calls.call("autoscaling.delete_auto_scaling_group", group);
  }
}

async function schedulesOn(calls: AwsCalls): Promise<Schedule[]> {
  const names = await calls.call("scheduler.list_schedules", {}, "Schedules[].[Name, GroupName]");
  const found = (names as [string, string][]).map(([Name, GroupName]) =>
    calls.call("scheduler.get_schedule", { Name, GroupName }),
  );
  return (await Promise.all(found)) as Schedule[];
}
