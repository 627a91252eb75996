import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/efs.py adds to moto. */
describe("EFS on the emulator", () => {
  const { aws, awsText, forgets } = emulatedAws();

  it("switches backups on and off", async () => {
    const FileSystemId = await awsText("efs.create_file_system", {}, "FileSystemId");
    for (const Status of ["ENABLED", "DISABLED"]) {
      await aws("efs.put_backup_policy", { FileSystemId, BackupPolicy: { Status } });
      const read = aws("efs.describe_backup_policy", { FileSystemId }, "BackupPolicy.Status");
      assert.equal(await read, Status);
    }
    const gone = { FileSystemId: "fs-00000000", BackupPolicy: { Status: "ENABLED" } };
    await assert.rejects(aws("efs.put_backup_policy", gone), /FileSystemNotFound/);
  });

  it("has a mount target's network interface as AWS has it: of EFS, not of the user", async () => {
    const VpcId = await awsText("ec2.create_vpc", { CidrBlock: "10.9.0.0/16" }, "Vpc.VpcId");
    const subnet = { VpcId, CidrBlock: "10.9.1.0/24" };
    const SubnetId = await awsText("ec2.create_subnet", subnet, "Subnet.SubnetId");
    const FileSystemId = await awsText("efs.create_file_system", {}, "FileSystemId");
    await aws("efs.create_mount_target", { FileSystemId, SubnetId });
    const own = { Filters: [{ Name: "vpc-id", Values: [VpcId] }] };
    const query = "NetworkInterfaces[].[RequesterManaged, Description]";
    const [[isManaged, description] = []] = (await aws(
      ...(["ec2.describe_network_interfaces", own, query] as const),
    )) as [boolean, string][];
    assert.equal(isManaged, true);
    assert.match(description ?? "", new RegExp(`^EFS mount target for ${FileSystemId} \\(fsmt-`));
  });

  it("forgets all of it in a reset", () => forgets());
});
