import { GROUP } from "../../aws/autoscaling/types.ts";
import { STACK } from "../../aws/cloudformation/types.ts";
import { TABLE } from "../../aws/dynamodb/types.ts";
import { SNAPSHOT } from "../../aws/ebs/types.ts";
import { AMI, AMI_COPY, INSTANCE } from "../../aws/ec2/types.ts";
import { LOAD_BALANCER } from "../../aws/elb/types.ts";
import { LOG_GROUP } from "../../aws/logs/types.ts";
import { CLUSTER, INSTANCE as DATABASE } from "../../aws/rds/types.ts";
import type { Answer } from "../support/fakes/fake-aws.ts";

export type Answers = Readonly<Record<string, Answer>>;

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
const DATE = new Date("2027-01-01");
const lockedSnapshot = (its: object): Answers => ({
  describeLockedSnapshots: () => ({ Snapshots: [its] }),
});
const protection = (Value: string) => [{ Key: "deletion_protection.enabled", Value }];
const named = { AutoScalingGroupName: "it-id" };

export const CASES: readonly Case[] = [
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
    ...{ type: DATABASE, lock: "its cluster's deletion protection", call: "modifyDBCluster" },
    on: {
      describeDBInstances: () => ({ DBInstances: [{ DBClusterIdentifier: "aurora" }] }),
      paginateDescribeDBClusters: () => ({
        DBClusters: [
          { DBClusterIdentifier: "theirs" },
          { DBClusterIdentifier: "aurora", DeletionProtection: true },
        ],
      }),
    },
    off: { describeDBInstances: () => ({ DBInstances: [{ DBInstanceIdentifier: "db" }] }) },
    lifted: { DBClusterIdentifier: "aurora", DeletionProtection: false, ApplyImmediately: true },
    restored: { DBClusterIdentifier: "aurora", DeletionProtection: true, ApplyImmediately: true },
  },
  {
    ...{ type: CLUSTER, lock: "deletion protection", call: "modifyDBCluster" },
    on: {
      paginateDescribeDBClusters: () => ({
        DBClusters: [
          { DbClusterResourceId: "other", DBClusterIdentifier: "theirs" },
          { DbClusterResourceId: "it-id", DBClusterIdentifier: "aurora", DeletionProtection: true },
        ],
      }),
    },
    off: { paginateDescribeDBClusters: () => ({ DBClusters: [{ DBClusterIdentifier: "it-id" }] }) },
    lifted: { DBClusterIdentifier: "aurora", DeletionProtection: false, ApplyImmediately: true },
    restored: { DBClusterIdentifier: "aurora", DeletionProtection: true, ApplyImmediately: true },
  },
  {
    ...{ type: LOG_GROUP, lock: "deletion protection", call: "putLogGroupDeletionProtection" },
    on: {
      describeLogGroups: () => ({
        logGroups: [
          { logGroupName: "it-id", deletionProtectionEnabled: true },
          { logGroupName: "it-id-2" },
        ],
      }),
    },
    off: {
      describeLogGroups: () => ({
        logGroups: [
          { logGroupName: "it-id" },
          { logGroupName: "it-id-2", deletionProtectionEnabled: true },
        ],
      }),
    },
    lifted: { logGroupIdentifier: "it-id", deletionProtectionEnabled: false },
    restored: { logGroupIdentifier: "it-id", deletionProtectionEnabled: true },
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
    ...{
      type: AMI,
      lock: "deregistration protection",
      call: "disableImageDeregistrationProtection",
    },
    on: {
      describeImages: () => ({ Images: [{ DeregistrationProtection: "enabled-with-cooldown" }] }),
    },
    off: { describeImages: () => ({ Images: [{ DeregistrationProtection: "disabled" }] }) },
    lifted: { ImageId: "it-id" },
    restored: { ImageId: "it-id", WithCooldown: true },
  },
  {
    ...{ type: SNAPSHOT, lock: "snapshot lock", call: "unlockSnapshot" },
    on: lockedSnapshot({ SnapshotId: "it-id", LockState: "governance", LockExpiresOn: DATE }),
    off: lockedSnapshot({ SnapshotId: "it-id", LockState: "expired" }),
    lifted: { SnapshotId: "it-id" },
    restored: { SnapshotId: "it-id", ExpirationDate: DATE, LockMode: "governance" },
  },
  {
    ...{ type: AMI_COPY, lock: "snapshot lock", call: "unlockSnapshot" },
    on: {
      ...lockedSnapshot({ SnapshotId: "snap-1", LockState: "compliance-cooloff" }),
      describeImages: () => ({
        Images: [{ BlockDeviceMappings: [{ Ebs: { SnapshotId: "snap-1" } }, {}] }],
      }),
    },
    off: { describeImages: () => ({ Images: [{}] }) },
    lifted: { SnapshotId: "snap-1" },
    restored: {
      ...{ SnapshotId: "snap-1", ExpirationDate: undefined, LockMode: "compliance" },
      CoolOffPeriod: undefined,
    },
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
    on: { describeLoadBalancerAttributes: () => ({ Attributes: protection("true") }) },
    off: {},
    lifted: { LoadBalancerArn: "it-id", Attributes: protection("false") },
    restored: { LoadBalancerArn: "it-id", Attributes: protection("true") },
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
