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

  it("forgets all of it in a reset", () => forgets());
});
