"""LockSnapshot, UnlockSnapshot and DescribeLockedSnapshots: AWS does not delete a locked snapshot.

https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshot-lock.html
"""

from datetime import timedelta

from extending import extends
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.exceptions import EC2ClientError
from moto.ec2.models.elastic_block_store import EBSBackend
from moto.ec2.responses.elastic_block_store import ElasticBlockStore

delete_snapshot = EBSBackend.delete_snapshot


def lock_of(snapshot):
    return getattr(snapshot, "lock", None)


@extends(EBSBackend, replacing=["delete_snapshot"])
class _:
    def delete_snapshot(self, snapshot_id):
        if lock_of(self.snapshots.get(snapshot_id)):
            raise EC2ClientError("SnapshotLocked", f"The snapshot '{snapshot_id}' is locked and can't be deleted.")
        return delete_snapshot(self, snapshot_id)


@extends(ElasticBlockStore)
class _:
    def lock_snapshot(self):
        snapshot = self.ec2_backend.get_snapshot(self._get_param("SnapshotId"))
        mode = self._get_param("LockMode")
        cool_off = self._get_int_param("CoolOffPeriod", 0)
        days = self._get_int_param("LockDuration", 1)
        now = utcnow()
        snapshot.lock = {
            "SnapshotId": snapshot.id,
            "LockState": "compliance-cooloff" if mode == "compliance" and cool_off else mode,
            "LockDuration": days,
            "LockCreatedOn": now,
            "LockExpiresOn": now + timedelta(days=days),
        }
        return ActionResult(snapshot.lock)

    def unlock_snapshot(self):
        snapshot = self.ec2_backend.get_snapshot(self._get_param("SnapshotId"))
        if (lock_of(snapshot) or {}).get("LockState") == "compliance":
            raise EC2ClientError("UnlockNotAllowed", f"The snapshot '{snapshot.id}' is locked in compliance mode.")
        snapshot.lock = None
        return ActionResult({"SnapshotId": snapshot.id})

    def describe_locked_snapshots(self):
        wanted = self._get_param("SnapshotIds", [])
        locks = [lock_of(each) for each in self.ec2_backend.snapshots.values() if not wanted or each.id in wanted]
        return ActionResult({"Snapshots": [lock for lock in locks if lock]})
