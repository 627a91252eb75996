import { partsOf, type ServiceTypes } from "../contract/resource-type.ts";

export const BACKUP_POLICY = "aws:efs/backupPolicy:BackupPolicy";
export const FILE_SYSTEM = "aws:efs/fileSystem:FileSystem";
export const FILE_SYSTEM_POLICY = "aws:efs/fileSystemPolicy:FileSystemPolicy";
export const MOUNT_TARGET = "aws:efs/mountTarget:MountTarget";

export const types: ServiceTypes = {
  [FILE_SYSTEM]: { holdsData: true, cloudFormation: "AWS::EFS::FileSystem" },
  ...partsOf(FILE_SYSTEM, [BACKUP_POLICY, FILE_SYSTEM_POLICY]),
  [MOUNT_TARGET]: { partOf: FILE_SYSTEM, cloudFormation: "AWS::EFS::MountTarget" },
};
