"""RDS: names in lower case, its own condition keys.

https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_service-with-iam.html
"""

from collections.abc import Iterator

from authorization.request import Keys, Request, Resource, one
from authorization.tagging import sent_tags, tag_keys

NAMES = ("DBInstanceIdentifier", "DBSnapshotIdentifier", "DBSubnetGroupName", "DBParameterGroupName")


def prepare(request: Request) -> None:
    """AWS keeps these names in lower case, whatever a request writes."""
    for name in NAMES:
        if isinstance(value := request.parameters.get(name), str) and not value.startswith("arn:"):
            request.parameters[name] = value.lower()


def keys(request: Request, resource: Resource) -> Keys:
    found = request.backend("rds").databases.get(resource.arn.rpartition(":")[2]) if resource.type == "db" else None
    sent = request.parameters
    return {
        **one("rds:DatabaseClass", sent.get("DBInstanceClass") or getattr(found, "db_instance_class", None)),
        **one("rds:DatabaseEngine", sent.get("Engine") or getattr(found, "engine", None)),
        **one("rds:StorageSize", sent.get("AllocatedStorage") or getattr(found, "allocated_storage", None)),
        **one("rds:MultiAz", sent.get("MultiAZ")),
        **one("rds:PubliclyAccessible", sent.get("PubliclyAccessible")),
        **tag_keys(["rds:req-tag"], sent_tags(request, resource.type)),
    }


def passes(request: Request) -> Iterator[tuple[str, str]]:
    for role in request.values("MonitoringRoleArn"):
        yield role, "monitoring.rds.amazonaws.com"
