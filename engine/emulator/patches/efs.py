"""EFS: PutBackupPolicy and DeleteFileSystemPolicy, which moto lacks; DescribeBackupPolicy of a policy switched off and
of a file system that is gone. A mount target's network interface is of EFS: what lists a VPC must not take it for the user's.

https://docs.aws.amazon.com/efs/latest/ug/API_PutBackupPolicy.html
https://docs.aws.amazon.com/efs/latest/ug/API_DeleteFileSystemPolicy.html
"""

import json

from extending import extends
from moto.efs.exceptions import FileSystemNotFound
from moto.efs.models import EFSBackend, FileSystem, MountTarget
from moto.efs.responses import EFSResponse

backup_policy = FileSystem.backup_policy
describe_backup_policy = EFSBackend.describe_backup_policy


@extends(FileSystem, replacing=["backup_policy"])
class _:
    @property
    def backup_policy(self):
        return getattr(self, "put_policy", None) or backup_policy.fget(self)


set_network_interface = MountTarget.set_network_interface


@extends(MountTarget, replacing=["set_network_interface"])
class _:
    def set_network_interface(self, network_interface):
        network_interface.requester_managed = True
        network_interface.description = f"EFS mount target for {self.file_system_id} ({self.mount_target_id})"
        set_network_interface(self, network_interface)


@extends(EFSBackend, replacing=["describe_backup_policy"])
class _:
    def put_backup_policy(self, file_system_id, status):
        """AWS passes through ENABLING and DISABLING; here the change is done at once."""
        if file_system_id not in self.file_systems_by_id:
            raise FileSystemNotFound(file_system_id)
        self.file_systems_by_id[file_system_id].put_policy = {"Status": status}
        return {"Status": status}

    def delete_file_system_policy(self, file_system_id):
        if file_system_id not in self.file_systems_by_id:
            raise FileSystemNotFound(file_system_id)
        self.file_systems_by_id[file_system_id].file_system_policy = None

    def describe_backup_policy(self, file_system_id):
        if file_system_id not in self.file_systems_by_id:
            raise FileSystemNotFound(file_system_id)
        return describe_backup_policy(self, file_system_id)


@extends(EFSResponse)
class _:
    def put_backup_policy(self):
        status = self._get_param("BackupPolicy")["Status"]
        policy = self.efs_backend.put_backup_policy(self._get_param("FileSystemId"), status)
        return json.dumps({"BackupPolicy": policy}), {"Content-Type": "application/json"}

    def delete_file_system_policy(self):
        self.efs_backend.delete_file_system_policy(self._get_param("FileSystemId"))
        return "{}", {"Content-Type": "application/json"}
