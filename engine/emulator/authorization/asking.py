"""What a request asks: an action on each resource that it names, and the actions that come with it.

- Tags on creation are an action of their own.
  https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/supported-iam-actions-tagging.html
- A role that a service is to use is passed to it.
  https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
"""

from collections.abc import Iterator

from authorization.request import Ask, Keys, Request, Resource, one
from authorization.resource_tags import resource_keys
from authorization.resources import resources_of
from authorization.services import service_of
from authorization.tagging import request_keys, sent_tags

#: The action that gives tags to what a request creates, and the condition key that names the request, if any.
TAGGING = {
    "cloudfront": ("TagResource", None),
    "cloudwatch": ("TagResource", None),
    "dynamodb": ("TagResource", None),
    "ec2": ("CreateTags", "ec2:CreateAction"),
    "elasticbeanstalk": ("AddTags", None),
    "elasticfilesystem": ("TagResource", "elasticfilesystem:CreateAction"),
    "elasticloadbalancing": ("AddTags", "elasticloadbalancing:CreateAction"),
    "events": ("TagResource", None),
    "kms": ("TagResource", None),
    "logs": ("TagResource", None),
    "rds": ("AddTagsToResource", None),
    "secretsmanager": ("TagResource", None),
    "sns": ("TagResource", None),
    "ssm": ("AddTagsToResource", None),
}
#: Operations that may carry tags for what they make; the others with tags are about tags alone.
CREATES = ("Create", "Put", "Run", "Allocate", "Import", "Copy", "Restore", "Register", "Request")


def asks_of(request: Request) -> Iterator[Ask]:
    service = service_of(request.prefix)
    service.prepare(request)
    action = service.action(request)
    resources = service.resources(request)
    if resources is None:
        resources = resources_of(request, action)
    if not resources:
        yield Ask(f"{request.prefix}:{action}", "*", request_keys(request, ""))
    for resource in resources:
        yield Ask(f"{request.prefix}:{action}", resource.arn, keys_of(request, resource))
    yield from tagging_asks(request, resources)
    yield from passed_roles(request, service.passes(request))
    yield from service.more(request)
    for brought in service.brings(request):
        yield from asks_of(brought)


def keys_of(request: Request, resource: Resource) -> Keys:
    return {
        **request_keys(request, resource.type),
        **resource_keys(request, resource),
        **service_of(request.prefix).keys(request, resource),
    }


def tagging_asks(request: Request, resources: list[Resource]) -> Iterator[Ask]:
    action, create_action = TAGGING.get(request.prefix, (None, None))
    if action is None or request.operation == action or not request.operation.startswith(CREATES):
        return
    for resource in created(request, resources):
        if sent_tags(request, resource.type):
            keys = one(create_action, request.operation) if create_action else {}
            yield Ask(f"{request.prefix}:{action}", resource.arn, {**request_keys(request, resource.type), **keys})


def created(request: Request, resources: list[Resource]) -> list[Resource]:
    """EC2 tells by type what is tagged; elsewhere it is the first resource."""
    return resources if "TagSpecifications" in request.parameters else resources[:1]


def passed_roles(request: Request, roles: Iterator[tuple[str, str]]) -> Iterator[Ask]:
    backend = request.backend("iam")
    for role, principal in roles:
        arn = role if role.startswith("arn:") else role_arn(backend, request, role)
        keys = resource_keys(request.of("iam", "PassRole", {}), Resource("role", arn))
        yield Ask("iam:PassRole", arn, {**keys, **one("iam:PassedToService", principal)})


def role_arn(backend: object, request: Request, name: str) -> str:
    found = next((role.arn for role in backend.get_roles() if role.name == name), None)  # type: ignore[attr-defined]
    return found or f"arn:{request.partition}:iam::{request.account}:role/{name}"
