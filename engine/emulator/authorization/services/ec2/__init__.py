"""EC2: what a launch asks, tags by identifier, what an association belongs to.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
"""

from collections.abc import Iterator

from authorization.request import Request, Resource
from authorization.services.ec2.identifiers import find_identifiers, tagged
from authorization.services.ec2.keys import keys
from authorization.services.ec2.launch import prepare_launch
from authorization.services.iam import roles_of_profile

__all__ = ["keys", "passes", "prepare", "resources"]


def prepare(request: Request) -> None:
    if request.operation == "RunInstances":
        prepare_launch(request)
    find_identifiers(request)


def resources(request: Request) -> list[Resource] | None:
    return tagged(request) if request.operation in ("CreateTags", "DeleteTags") else None


def passes(request: Request) -> Iterator[tuple[str, str]]:
    """The role of the instance profile that a server gets."""
    for profile in request.values("IamInstanceProfile.Arn", "IamInstanceProfile.Name"):
        for role in roles_of_profile(request, profile):
            yield role, "ec2.amazonaws.com"
