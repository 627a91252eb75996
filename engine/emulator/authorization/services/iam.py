"""IAM: whoever names no user means itself; paths; what is attached.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
"""

from collections.abc import Iterator
from typing import Any

from authorization.request import Keys, Request, Resource, one
from authorization.resources import table


def prepare(request: Request) -> None:
    known, parameters, backend = table("iam"), request.parameters, request.backend("iam")
    types = known.actions.get(request.operation, []) if known else []
    if "user*" in types and not parameters.get("UserName") and ":user/" in request.caller:
        parameters["UserName"] = request.caller
    for parameter, there in (
        ("UserName", backend.users),
        ("GroupName", backend.groups),
        ("RoleName", backend.roles),
        ("InstanceProfileName", backend.instance_profiles),
    ):
        if name := parameters.get(parameter):
            found = next((one.arn for one in there.values() if one.name == name), None)
            parameters[parameter] = found or with_path(parameters, name)
    if request.operation == "CreatePolicy":
        parameters["PolicyName"] = with_path(parameters, parameters.get("PolicyName", ""))


def with_path(parameters: dict[str, Any], name: str) -> str:
    """Of what is to be created."""
    return f"{parameters.get('Path') or '/'}{name}".removeprefix("/")


def keys(request: Request, resource: Resource) -> Keys:
    return {
        **one("iam:PolicyARN", *request.values("PolicyArn")),
        **one("iam:PermissionsBoundary", *(request.values("PermissionsBoundary") or boundary(request, resource))),
        **one("iam:AWSServiceName", *request.values("AWSServiceName")),
    }


def boundary(request: Request, resource: Resource) -> list[str]:
    """The boundary that a user or role has, for the actions that change its policies."""
    backend = request.backend("iam")
    owners = {"user": backend.users, "role": backend.roles}.get(resource.type, {})
    found = next((one for one in owners.values() if one.arn == resource.arn), None)
    arn = getattr(found, "permissions_boundary_arn", None)
    return [arn] if arn else []


def passes(request: Request) -> Iterator[tuple[str, str]]:
    """A role in a profile is one for servers."""
    if request.operation == "AddRoleToInstanceProfile":
        for role in request.values("RoleName"):
            yield role, "ec2.amazonaws.com"


def roles_of_profile(request: Request, profile: str) -> list[str]:
    profiles = request.backend("iam").instance_profiles.values()
    return [role.arn for found in profiles if profile in (found.arn, found.name) for role in found.roles]
