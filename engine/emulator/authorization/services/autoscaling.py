"""Auto Scaling: a group that launches from a template needs the rights to launch from it.

https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2autoscaling.html
"""

from collections.abc import Iterator

from authorization.request import Keys, Request, Resource, one
from authorization.services.iam import roles_of_profile


def prepare(request: Request) -> None:
    groups = request.backend("autoscaling").autoscaling_groups
    if "AutoScalingGroupName" in request.parameters and not request.operation.startswith("Describe"):
        name = request.parameters["AutoScalingGroupName"]
        request.parameters["AutoScalingGroupName"] = groups[name].arn if name in groups else name
    elif identifiers := request.values("InstanceId", "InstanceIds"):
        request.parameters["AutoScalingGroupName"] = [
            group.arn for group in groups.values() if any(one.instance.id in identifiers for one in group.instance_states)
        ]


def keys(request: Request, resource: Resource) -> Keys:
    overrides = "MixedInstancesPolicy.LaunchTemplate.Overrides.InstanceType"
    return {
        **one("autoscaling:MinSize", request.parameters.get("MinSize")),
        **one("autoscaling:MaxSize", request.parameters.get("MaxSize")),
        **one("autoscaling:InstanceType", *request.values("InstanceType")),
        **one("autoscaling:InstanceTypes", *request.values(overrides)),
    }


def passes(request: Request) -> Iterator[tuple[str, str]]:
    """A launch configuration names its profile as a text."""
    for profile in request.values("IamInstanceProfile"):
        for role in roles_of_profile(request, profile):
            yield role, "ec2.amazonaws.com"


def brings(request: Request) -> Iterator[Request]:
    if request.operation not in ("CreateAutoScalingGroup", "UpdateAutoScalingGroup"):
        return
    mixed = (request.parameters.get("MixedInstancesPolicy") or {}).get("LaunchTemplate") or {}
    template = request.parameters.get("LaunchTemplate") or mixed.get("LaunchTemplateSpecification")
    if template:
        subnets = (request.parameters.get("VPCZoneIdentifier") or "").split(",")
        types = request.values("MixedInstancesPolicy.LaunchTemplate.Overrides.InstanceType") or [None]
        for subnet in subnets:
            for kind in types:
                settings = {"LaunchTemplate": template, "SubnetId": subnet.strip() or None, "InstanceType": kind}
                yield request.of("ec2", "RunInstances", {key: value for key, value in settings.items() if value})
