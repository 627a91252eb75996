import assert from "node:assert/strict";
import { FileShare, type FileShareArgs } from "../../../components/server/file-share.ts";
import { dependencies } from "../../support/dependencies.ts";
import { ofType, only, record, type Recorded, refuses, run } from "../../support/mocks.ts";

const base = { vpcId: "vpc-1", subnetIds: { a: "subnet-a", c: "subnet-c" } };
const RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const make = (args: Partial<FileShareArgs> = {}) =>
  record(() => {
    new FileShare("home", { ...base, ...args });
  });

interface Policy {
  readonly Statement: readonly Record<string, unknown>[];
}

const statements = (resources: Recorded[]) =>
  (
    JSON.parse(
      only(resources, "aws:efs/fileSystemPolicy:FileSystemPolicy").inputs.policy as string,
    ) as Policy
  ).Statement;

describe("FileShare", () => {
  it("is encrypted and backed up", async () => {
    const resources = await make();
    assert.equal(only(resources, "aws:efs/fileSystem:FileSystem").inputs.encrypted, true);
    const { inputs } = only(resources, "aws:efs/backupPolicy:BackupPolicy");
    assert.deepEqual(inputs.backupPolicy, { status: "ENABLED" });
  });

  it("is not backed up when told", async () => {
    const { inputs } = only(await make({ backups: false }), "aws:efs/backupPolicy:BackupPolicy");
    assert.deepEqual(inputs.backupPolicy, { status: "DISABLED" });
  });

  it("has a mount target in each zone, in a group of its own", async () => {
    const targets = ofType(await make(), "aws:efs/mountTarget:MountTarget");
    assert.deepEqual(
      targets.map(({ name, inputs }) => [name, inputs.subnetId, inputs.securityGroups]),
      [
        ["home-a", "subnet-a", ["home-id"]],
        ["home-c", "subnet-c", ["home-id"]],
      ],
    );
  });

  it("lets nobody in, and nothing out, before it is told who may", async () => {
    const resources = await make();
    assert.deepEqual(ofType(resources, RULE), []);
    const { inputs } = only(resources, "aws:ec2/securityGroup:SecurityGroup");
    assert.deepEqual([inputs.ingress, inputs.egress], [undefined, undefined]);
  });

  it("lets NFS in from the groups it is told", async () => {
    const resources = await record(() => {
      const share = new FileShare("home", base);
      share.allow("web", "sg-web");
      share.allow("batch", "sg-batch");
    });
    assert.deepEqual(
      ofType(resources, RULE).map(({ name, inputs }) => [
        name,
        inputs.ipProtocol,
        inputs.fromPort,
        inputs.toPort,
        inputs.referencedSecurityGroupId,
        inputs.cidrIpv4,
      ]),
      [
        ["home-web", "tcp", 2049, 2049, "sg-web", undefined],
        ["home-batch", "tcp", 2049, 2049, "sg-batch", undefined],
      ],
    );
  });

  it("refuses whoever comes without TLS", async () => {
    const denied = statements(await make()).find(({ Effect }) => Effect === "Deny");
    assert.deepEqual(denied?.Condition, { Bool: { "aws:SecureTransport": "false" } });
    assert.deepEqual([denied.Action, denied.Principal], ["*", { AWS: "*" }]);
  });

  it("lets clients read and write by a mount target only", async () => {
    const allowed = statements(await make()).find(({ Effect }) => Effect === "Allow");
    assert.deepEqual(allowed?.Condition, {
      Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" },
    });
    assert.deepEqual(allowed.Action, [
      "elasticfilesystem:ClientMount",
      "elasticfilesystem:ClientWrite",
      "elasticfilesystem:ClientRootAccess",
    ]);
  });

  it("is known when it can be mounted", async () => {
    const { result } = await run(() => dependencies(new FileShare("home", base).fileSystemId));
    for (const name of ["home-a (MountTarget)", "home-c (MountTarget)", "home (FileSystemPolicy)"])
      assert.ok(result.includes(name), `${name} in ${result.join(", ")}`);
  });

  it("refuses to be without a subnet", () =>
    refuses(() => new FileShare("home", { ...base, subnetIds: {} }), /subnetIds is empty/));
});
