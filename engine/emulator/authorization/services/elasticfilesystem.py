"""EFS: a mount target belongs to its file system.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticfilesystem.html
"""

from authorization.request import Request


def prepare(request: Request) -> None:
    targets = request.backend("efs").mount_targets_by_id
    found = [targets[one].file_system_id for one in request.values("MountTargetId") if one in targets]
    if found:
        request.parameters["FileSystemId"] = found
