import assert from "node:assert/strict";
import { efs } from "../../labs/efs/lab.ts";
import { inventory, type LabSettings, recordLab } from "../support/labs.ts";
import { inputsOf, ofType, only } from "../support/mocks.ts";

const INSTANCE = "aws:ec2/instance:Instance";
const TARGET = "aws:efs/mountTarget:MountTarget";

describe("lab efs", () => {
  it("makes an encrypted file system that takes TLS only", async () => {
    const { resources } = await recordLab(efs);
    assert.equal(only(resources, "aws:efs/fileSystem:FileSystem").inputs.encrypted, true);
    const made = inventory(resources);
    const types = ["efs/fileSystemPolicy:FileSystemPolicy", "efs/backupPolicy:BackupPolicy"];
    assert.deepEqual(
      types.map((type) => made[`aws:${type}`]),
      [1, 1],
    );
  });

  it("has a mount target in each zone, in the private subnets", async () => {
    const { resources } = await recordLab(efs);
    assert.deepEqual(inputsOf(resources, TARGET, "subnetId"), {
      "efs-a": "network-private-a-id",
      "efs-c": "network-private-c-id",
    });
  });

  it("has two servers in two zones, however many zones there are", async () => {
    const network = {
      cidrBlock: "10.0.0.0/16",
      zones: ["a" as const, "b" as const, "c" as const],
      nat: "none" as const,
      flowLogs: false,
    };
    const { resources } = await recordLab(efs, {}, { network });
    assert.deepEqual(inputsOf(resources, INSTANCE, "subnetId"), {
      "efs-a": "network-public-a-id",
      "efs-b": "network-public-b-id",
    });
    assert.equal(ofType(resources, TARGET).length, 3);
  });

  it("lets NFS in from the servers' groups and nobody else", async () => {
    const { resources } = await recordLab(efs);
    const rules = ofType(resources, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    const nfs = rules.filter(({ inputs }) => inputs.securityGroupId === "efs-id");
    assert.deepEqual(
      nfs.map(({ inputs }) => [inputs.fromPort, inputs.toPort, inputs.referencedSecurityGroupId]),
      [
        [2049, 2049, "efs-a-id"],
        [2049, 2049, "efs-c-id"],
      ],
    );
  });

  it("mounts it at the servers' first boot", async () => {
    const { resources } = await recordLab(efs);
    for (const userData of Object.values(inputsOf(resources, INSTANCE, "userData"))) {
      assert.match(String(userData), /^FILE_SYSTEM_ID='efs-id'\nMOUNT_POINT='\/mnt\/efs\/fs1'$/m);
      assert.match(String(userData), /dnf install --assumeyes amazon-efs-utils/);
    }
  });

  it("exports how to mount it on an existing server", async () => {
    const { outputs } = await recordLab(efs);
    assert.deepEqual(outputs.mount, [
      "sudo dnf install -y amazon-efs-utils",
      "sudo mkdir -p /mnt/efs/fs1",
      "sudo mount -t efs -o tls efs-id:/ /mnt/efs/fs1",
    ]);
    assert.match(String(outputs.allow), /--group-id efs-id --protocol tcp --port 2049 /);
    assert.deepEqual(outputs.instanceIds, { a: "efs-a-id", c: "efs-c-id" });
  });

  it("makes backups, which nobody can delete, only when told", async () => {
    const status = async (settings: LabSettings) => {
      const { resources } = await recordLab(efs, settings);
      return only(resources, "aws:efs/backupPolicy:BackupPolicy").inputs.backupPolicy;
    };
    assert.deepEqual(await status({}), { status: "DISABLED" });
    assert.deepEqual(await status({ backups: true }), { status: "ENABLED" });
  });

  it("refuses what is not an instance type", () => {
    assert.equal(efs.settings.safeParse({ instanceType: "big" }).success, false);
  });
});
