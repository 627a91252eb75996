import assert from "node:assert/strict";
import { GROUP } from "../../aws/autoscaling/types.ts";
import { STACK } from "../../aws/cloudformation/types.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { TABLE } from "../../aws/dynamodb/types.ts";
import { INSTANCE } from "../../aws/ec2/types.ts";
import { LOAD_BALANCER } from "../../aws/elb/types.ts";
import { INSTANCE as DATABASE } from "../../aws/rds/types.ts";
import { BUCKET } from "../../aws/s3/types.ts";
import { lockedResources } from "../../classroom/search/locked-resources.ts";
import { type Answer, fakeAws } from "../support/fakes/fake-aws.ts";
import { awsError } from "../support/fakes/fake-account.ts";
import { resourceOf } from "../support/subjects.ts";

type Answers = Readonly<Record<string, Answer>>;

/** What AWS answers while a protection is on, and the call that switches it off. */
interface Case {
  readonly type: string;
  readonly lock: string;
  readonly on: Answers;
  readonly off: Answers;
  readonly call: string;
  readonly lifted: object;
  readonly restored: object;
}

const attribute = (name: string, key: string): Answer => {
  return ({ Attribute }) => (Attribute === name ? { [key]: { Value: true } } : {});
};
const group = (its: object): Answers => ({
  describeAutoScalingGroups: () => ({ AutoScalingGroups: [its] }),
});
const named = { AutoScalingGroupName: "it-id" };

const CASES: readonly Case[] = [
  {
    ...{ type: TABLE, lock: "deletion protection", call: "updateTable" },
    on: { describeTable: () => ({ Table: { DeletionProtectionEnabled: true } }) },
    off: { describeTable: () => ({ Table: {} }) },
    lifted: { TableName: "it-id", DeletionProtectionEnabled: false },
    restored: { TableName: "it-id", DeletionProtectionEnabled: true },
  },
  {
    ...{ type: DATABASE, lock: "deletion protection", call: "modifyDBInstance" },
    on: {
      describeDBInstances: () => ({
        DBInstances: [{ DBInstanceIdentifier: "db", DeletionProtection: true }],
      }),
    },
    off: { describeDBInstances: () => ({ DBInstances: [{ DeletionProtection: false }] }) },
    lifted: { DBInstanceIdentifier: "db", DeletionProtection: false, ApplyImmediately: true },
    restored: { DBInstanceIdentifier: "db", DeletionProtection: true, ApplyImmediately: true },
  },
  {
    ...{ type: INSTANCE, lock: "termination protection", call: "modifyInstanceAttribute" },
    on: {
      describeInstanceAttribute: attribute("disableApiTermination", "DisableApiTermination"),
    },
    off: {},
    lifted: { InstanceId: "it-id", DisableApiTermination: { Value: false } },
    restored: { InstanceId: "it-id", DisableApiTermination: { Value: true } },
  },
  {
    ...{ type: INSTANCE, lock: "stop protection", call: "modifyInstanceAttribute" },
    on: { describeInstanceAttribute: attribute("disableApiStop", "DisableApiStop") },
    off: {},
    lifted: { InstanceId: "it-id", DisableApiStop: { Value: false } },
    restored: { InstanceId: "it-id", DisableApiStop: { Value: true } },
  },
  {
    ...{ type: STACK, lock: "termination protection", call: "updateTerminationProtection" },
    on: { describeStacks: () => ({ Stacks: [{ EnableTerminationProtection: true }] }) },
    off: { describeStacks: () => ({ Stacks: [{}] }) },
    lifted: { StackName: "it-id", EnableTerminationProtection: false },
    restored: { StackName: "it-id", EnableTerminationProtection: true },
  },
  {
    ...{ type: LOAD_BALANCER, lock: "deletion protection", call: "modifyLoadBalancerAttributes" },
    on: {
      describeLoadBalancerAttributes: () => ({
        Attributes: [{ Key: "deletion_protection.enabled", Value: "true" }],
      }),
    },
    off: {},
    lifted: {
      LoadBalancerArn: "it-id",
      Attributes: [{ Key: "deletion_protection.enabled", Value: "false" }],
    },
    restored: {
      LoadBalancerArn: "it-id",
      Attributes: [{ Key: "deletion_protection.enabled", Value: "true" }],
    },
  },
  {
    ...{ type: GROUP, lock: "deletion protection", call: "updateAutoScalingGroup" },
    on: group({ DeletionProtection: "prevent-all-deletion" }),
    off: group({ DeletionProtection: "none" }),
    lifted: { ...named, DeletionProtection: "none" },
    restored: { ...named, DeletionProtection: "prevent-all-deletion" },
  },
  {
    ...{ type: GROUP, lock: "scale-in protection of its servers", call: "setInstanceProtection" },
    on: group({
      Instances: [{ InstanceId: "i-1", ProtectedFromScaleIn: true }, { InstanceId: "i-2" }],
    }),
    off: group({ Instances: [{ InstanceId: "i-2", ProtectedFromScaleIn: false }] }),
    lifted: { ...named, InstanceIds: ["i-1"], ProtectedFromScaleIn: false },
    restored: { ...named, InstanceIds: ["i-1"], ProtectedFromScaleIn: true },
  },
  {
    ...{ type: GROUP, lock: "suspended processes", call: "resumeProcesses" },
    on: group({ SuspendedProcesses: [{ ProcessName: "Terminate" }] }),
    off: group({ SuspendedProcesses: [] }),
    lifted: { ...named, ScalingProcesses: ["Terminate"] },
    restored: { ...named, ScalingProcesses: ["Terminate"] },
  },
];

const resource = (type: string): DeployedResource =>
  resourceOf("lab", type, "it", { identifier: "db" });

const asked = async (type: string, answers: Answers) => {
  const lines: string[] = [];
  const locked = await lockedResources(fakeAws(answers), [resource(type)], (line) =>
    lines.push(line),
  );
  return { locked, lines };
};

describe("what AWS does not delete because somebody has locked it", () => {
  for (const { type, lock, on, off, call, lifted, restored } of CASES)
    it(`is asked of AWS, lifted and restored: ${lock} of ${type.split(":").at(-1) ?? ""}`, async () => {
      assert.deepEqual((await asked(type, off)).locked, []);
      const calls: object[] = [];
      const note: Answer = (input) => void calls.push(input);
      const { locked } = await asked(type, { ...on, [call]: note, suspendProcesses: note });
      assert.deepEqual(
        locked.map((each) => each.lock),
        [lock],
      );
      await locked[0]?.lift();
      await locked[0]?.restore();
      assert.deepEqual(calls, [lifted, restored]);
    });

  it("is what Object Lock holds: a legal hold, and retention that is not over", async () => {
    const day = 86_400_000;
    const calls: object[] = [];
    const answers: Answers = {
      getObjectLockConfiguration: () => ({
        ObjectLockConfiguration: { ObjectLockEnabled: "Enabled" },
      }),
      listObjectVersions: () => ({
        Versions: ["held", "kept", "free"].map((Key) => ({ Key, VersionId: "1" })),
      }),
      getObjectLegalHold: ({ Key }) => ({ LegalHold: { Status: Key === "held" ? "ON" : "OFF" } }),
      getObjectRetention: ({ Key }) => {
        if (Key === "held") throw awsError("NoSuchObjectLockConfiguration");
        const RetainUntilDate = new Date(Date.now() + (Key === "kept" ? day : -day));
        return { Retention: { Mode: "GOVERNANCE", RetainUntilDate } };
      },
      putObjectLegalHold: ({ Key, LegalHold }) => void calls.push({ Key, LegalHold }),
      putObjectRetention: ({ Key, Retention, ...more }) => {
        calls.push({ Key, Retention, bypass: more.BypassGovernanceRetention });
      },
    };
    const { locked } = await asked(BUCKET, answers);
    await locked[0]?.lift();
    assert.deepEqual(calls, [
      { Key: "held", LegalHold: { Status: "OFF" } },
      { Key: "kept", Retention: {}, bypass: true },
    ]);
    const none = () => {
      throw awsError("ObjectLockConfigurationNotFoundError");
    };
    const without = await asked(BUCKET, { ...answers, getObjectLockConfiguration: none });
    assert.deepEqual([without.locked, without.lines], [[], []]);
  });

  it("is said to be unknown where AWS does not answer, and is none where the resource is gone", async () => {
    const failing = (name: string) =>
      asked(TABLE, {
        describeTable: () => {
          throw awsError(name);
        },
      });
    const denied = await failing("AccessDenied");
    assert.deepEqual(denied.lines, [
      "it (it-id) may have deletion protection: AccessDenied: AWS says so",
    ]);
    assert.deepEqual((await failing("ResourceNotFoundException")).lines, []);
  });
});
