"""CodeDeploy: a deployment belongs to its group; the service's role is passed.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscodedeploy.html
"""

from collections.abc import Iterator

from authorization.request import Request


def prepare(request: Request) -> None:
    deployments = request.backend("codedeploy").deployments
    for identifier in request.values("deploymentId", "deploymentIds"):
        if found := deployments.get(identifier):
            request.parameters["applicationName"] = found.application_name
            request.parameters["deploymentGroupName"] = found.deployment_group_name


def passes(request: Request) -> Iterator[tuple[str, str]]:
    for role in request.values("serviceRoleArn"):
        yield role, "codedeploy.amazonaws.com"
