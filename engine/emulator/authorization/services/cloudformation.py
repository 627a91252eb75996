"""CloudFormation: a stack's ARN has its id; a role that a stack works with is passed to it.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html
"""

from collections.abc import Iterator

from authorization.request import Keys, Request, Resource, one


def prepare(request: Request) -> None:
    name = request.parameters.get("StackName")
    if name and not name.startswith("arn:"):
        stacks = request.backend("cloudformation").stacks.values()
        request.parameters["StackName"] = next((one.stack_id for one in stacks if one.name == name), name)


def keys(request: Request, resource: Resource) -> Keys:
    return {
        **one("cloudformation:RoleArn", *request.values("RoleARN")),
        **one("cloudformation:TemplateUrl", *request.values("TemplateURL")),
    }


def passes(request: Request) -> Iterator[tuple[str, str]]:
    for role in request.values("RoleARN"):
        yield role, "cloudformation.amazonaws.com"
