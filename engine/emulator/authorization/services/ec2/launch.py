"""RunInstances: each resource of a launch is asked for, those of its launch template too.

https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ExamplePolicies_EC2.html#iam-example-runinstances
https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-launch-template-permissions.html
"""

from typing import Any

from authorization.request import Request


def prepare_launch(request: Request) -> None:
    """Makes the request as if its template's settings were its own, and names what lies in its network interfaces."""
    parameters = request.parameters
    template = template_of(request)
    if template:
        version = (parameters.get("LaunchTemplate") or {}).get("Version") or "$Default"
        settings = settings_of(template, version)
        tags = [*settings.get("TagSpecifications", []), *parameters.get("TagSpecifications", [])]
        own = {key: value for key, value in parameters.items() if value not in (None, [])}
        parameters.update({**settings, **own, "TagSpecifications": tags, "LaunchTemplateId": template.id})
    # The root volume at least.
    parameters["VolumeIds"] = ["*"]
    parameters["SnapshotId"] = request.values("BlockDeviceMappings.Ebs.SnapshotId")
    parameters["SubnetIds"] = request.values("NetworkInterfaces.SubnetId")
    parameters["Groups"] = request.values("NetworkInterfaces.Groups")
    parameters["NetworkInterfaceIds"] = request.values("NetworkInterfaces.NetworkInterfaceId")
    parameters["PlacementGroupName"] = request.values("Placement.GroupName")


def template_of(request: Request) -> Any:
    """moto's, or None."""
    backend = request.backend("ec2")
    identifiers = request.values("LaunchTemplate.LaunchTemplateId") or [
        backend.launch_template_name_to_ids.get(name) for name in request.values("LaunchTemplate.LaunchTemplateName")
    ]
    return backend.launch_templates.get(identifiers[0]) if identifiers else None


def settings_of(template: Any, version: str) -> dict[str, Any]:
    try:
        return dict(template.get_version(version).data)
    except Exception:  # moto's, for a version that is not there: the launch fails anyhow
        return {}
