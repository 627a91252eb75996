"""Elastic Beanstalk: an environment by its id; the roles that its settings name are passed.

https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/AWSHowTo.iam.policies.actions.html
"""

from collections.abc import Iterator

from authorization.request import Keys, Request, Resource, one
from authorization.services.iam import roles_of_profile


def prepare(request: Request) -> None:
    identifiers, names = request.values("EnvironmentId"), request.values("EnvironmentName")
    for application in request.backend("elasticbeanstalk").applications.values():
        for environment in application.environments.values():
            if environment.environment_id in identifiers or environment.environment_name in names:
                request.parameters["EnvironmentName"] = environment.environment_name
                request.parameters.setdefault("ApplicationName", application.application_name)


def keys(request: Request, resource: Resource) -> Keys:
    start = f"arn:{request.partition}:elasticbeanstalk:{request.region}:{request.account}:application"
    names = request.values("ApplicationName")
    return one("elasticbeanstalk:InApplication", *(f"{start}/{name}" for name in names))


def passes(request: Request) -> Iterator[tuple[str, str]]:
    for setting in request.parameters.get("OptionSettings") or []:
        match setting.get("OptionName"), setting.get("Value"):
            case "ServiceRole", str(role) if role:
                yield role.rpartition("/")[2] if not role.startswith("arn:") else role, "elasticbeanstalk.amazonaws.com"
            case "IamInstanceProfile", str(profile) if profile:
                for role in roles_of_profile(request, profile):
                    yield role, "ec2.amazonaws.com"
    for role in request.values("OperationsRole"):
        yield role, "elasticbeanstalk.amazonaws.com"
