"""EFS: PutBackupPolicy, DeleteFileSystemPolicy and replication, which moto lacks; DescribeBackupPolicy of a policy switched off and
of a file system that is gone. A mount target's network interface is of EFS: what lists a VPC must not take it for the user's.

https://docs.aws.amazon.com/efs/latest/ug/API_PutBackupPolicy.html
https://docs.aws.amazon.com/efs/latest/ug/API_DeleteFileSystemPolicy.html
https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
"""

import json
import time
from functools import cached_property

from extending import extends
from moto.efs import urls
from moto.efs.exceptions import EFSError, FileSystemInUse, FileSystemNotFound
from moto.efs.models import EFSBackend, FileSystem, MountTarget, efs_backends
from moto.efs.responses import EFSResponse

backup_policy = FileSystem.backup_policy
describe_backup_policy = EFSBackend.describe_backup_policy
info_json = FileSystem.info_json
delete_file_system = EFSBackend.delete_file_system


class ReplicationNotFound(EFSError):
    code = 404

    def __init__(self, file_system_id):
        super().__init__("ReplicationNotFound", f"No replication found for file system '{file_system_id}'")


@extends(FileSystem, replacing=["backup_policy", "info_json"])
class _:
    @property
    def backup_policy(self):
        return getattr(self, "put_policy", None) or backup_policy.fget(self)

    def info_json(self):
        its = info_json(self)
        if getattr(self, "_is_replica", False):
            its["FileSystemProtection"] = {"ReplicationOverwriteProtection": "REPLICATING"}
        return its


set_network_interface = MountTarget.set_network_interface


@extends(MountTarget, replacing=["set_network_interface"])
class _:
    def set_network_interface(self, network_interface):
        network_interface.requester_managed = True
        network_interface.description = f"EFS mount target for {self.file_system_id} ({self.mount_target_id})"
        set_network_interface(self, network_interface)


@extends(EFSBackend, replacing=["describe_backup_policy", "delete_file_system"])
class _:
    @cached_property
    def replications(self):
        """By the ids of both file systems; the other region has the same."""
        return {}

    def create_replication(self, source_id, destination):
        if source_id not in self.file_systems_by_id:
            raise FileSystemNotFound(source_id)
        region = destination.get("Region") or self.region_name
        there = efs_backends[self.account_id][region]
        replica = there.create_file_system(f"replica-of-{source_id}", *[None] * 5, None, False, [])
        replica._is_replica = True
        source = self.file_systems_by_id[source_id]
        replication = {
            "SourceFileSystemId": source_id,
            "SourceFileSystemRegion": self.region_name,
            "SourceFileSystemArn": source.file_system_arn,
            "OriginalSourceFileSystemArn": source.file_system_arn,
            "CreationTime": time.time(),
            "Destinations": [{"Status": "ENABLED", "FileSystemId": replica.file_system_id, "Region": region}],
        }
        for backend in {self, there}:
            backend.replications.update({source_id: replication, replica.file_system_id: replication})
        return replication

    def describe_replications(self, file_system_id):
        if not file_system_id:
            return list({id(each): each for each in self.replications.values()}.values())
        if file_system_id not in self.replications:
            raise ReplicationNotFound(file_system_id)
        return [self.replications[file_system_id]]

    def delete_replication(self, source_id):
        if source_id not in self.replications:
            raise ReplicationNotFound(source_id)
        replication = self.replications[source_id]
        [destination] = replication["Destinations"]
        for region in {replication["SourceFileSystemRegion"], destination["Region"]}:
            backend = efs_backends[self.account_id][region]
            for each in (source_id, destination["FileSystemId"]):
                backend.replications.pop(each, None)
                if each in backend.file_systems_by_id:
                    backend.file_systems_by_id[each]._is_replica = False

    def delete_file_system(self, file_system_id):
        if file_system_id in self.replications:
            raise FileSystemInUse("Must delete the replication configuration before deleting file system.")
        delete_file_system(self, file_system_id)

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

    def create_replication_configuration(self):
        [destination] = self._get_param("Destinations")
        replication = self.efs_backend.create_replication(self._get_param("SourceFileSystemId"), destination)
        return json.dumps(replication), {"Content-Type": "application/json"}

    def describe_replication_configurations(self):
        replications = self.efs_backend.describe_replications(self._get_param("FileSystemId"))
        return json.dumps({"Replications": replications}), {"Content-Type": "application/json"}

    def delete_replication_configuration(self):
        self.efs_backend.delete_replication(self._get_param("SourceFileSystemId"))
        return "", {"status": 204, "Content-Type": "application/json"}


urls.url_paths["/2015-02-01/file-systems/<file_system_id>/replication-configuration"] = urls.response.dispatch
