"""EC2's own condition keys, those that policies for classes and teams use.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html#amazonec2-policy-keys
"""

from collections.abc import Mapping
from typing import Any

from authorization.request import Keys, Request, Resource, one

#: What AWS launches where a request names no type.
DEFAULT_TYPE = "m1.small"


def keys(request: Request, resource: Resource) -> Keys:
    of_type = OF_TYPE.get(resource.type)
    return {
        **one("ec2:Region", request.region),
        **launched(request),
        **changed(request),
        **(of_type(request, resource) if of_type else {}),
    }


def launched(request: Request) -> Keys:
    if request.operation != "RunInstances" or not (template := request.values("LaunchTemplateId")):
        return {}
    start = f"arn:{request.partition}:ec2:{request.region}:{request.account}"
    return one("ec2:LaunchTemplate", f"{start}:launch-template/{template[0]}")


def changed(request: Request) -> Keys:
    """ec2:Attribute of ModifyInstanceAttribute and its like: the name of what is changed, and its new value."""
    if not (request.operation.startswith("Modify") and request.operation.endswith("Attribute")):
        return {}
    new = {
        name: value["Value"]
        for name, value in request.parameters.items()
        if isinstance(value, Mapping) and "Value" in value
    }
    named = request.parameters.get("Attribute")
    names = [*new, *([named[0].upper() + named[1:]] if named else [])]
    values = {**new, **({names[-1]: request.parameters.get("Value")} if named else {})}
    keys = one("ec2:Attribute", *names)
    for name, value in values.items():
        keys.update(one(f"ec2:Attribute/{name}", value))
    return keys


def instance(request: Request, resource: Resource) -> Keys:
    values = request.values
    if resource.id == "*":
        return {
            **one("ec2:InstanceType", *(values("InstanceType") or [DEFAULT_TYPE])),
            **one("ec2:AvailabilityZone", *values("Placement.AvailabilityZone")[:1]),
            **one("ec2:Tenancy", *(values("Placement.Tenancy") or ["default"])),
            **one("ec2:MetadataHttpTokens", *values("MetadataOptions.HttpTokens")[:1]),
            **one("ec2:MetadataHttpEndpoint", *values("MetadataOptions.HttpEndpoint")[:1]),
            **one("ec2:RootDeviceType", "ebs"),
        }
    found = next((one for one in request.backend("ec2").all_instances() if one.id == resource.id), None)
    if found is None:
        return {}
    return {
        **one("ec2:InstanceID", found.id),
        **one("ec2:InstanceType", found.instance_type),
        **one("ec2:AvailabilityZone", found.placement),
        **one("ec2:RootDeviceType", "ebs"),
    }


def volume(request: Request, resource: Resource) -> Keys:
    found = request.backend("ec2").volumes.get(resource.id)
    if found:
        size, kind, encrypted = found.size, found.volume_type, found.encrypted
        target = request.values("Size") if request.operation == "ModifyVolume" else []
        return {**volume_keys([size], [kind], [encrypted]), **one("ec2:TargetVolumeSize", *target)}
    start = "BlockDeviceMappings.Ebs." if request.operation == "RunInstances" else ""
    sizes = request.values(f"{start}Size", f"{start}VolumeSize")
    return volume_keys(sizes, request.values(f"{start}VolumeType"), request.values(f"{start}Encrypted"))


def volume_keys(sizes: list[Any], kinds: list[Any], encrypted: list[Any]) -> Keys:
    """Of several new volumes the largest is what a limit is for."""
    return {
        **one("ec2:VolumeSize", *([max(map(int, sizes))] if sizes else [])),
        **one("ec2:VolumeType", *kinds[:1]),
        **one("ec2:Encrypted", *([all(str(one).lower() == "true" for one in encrypted)] if encrypted else [])),
    }


def image(request: Request, resource: Resource) -> Keys:
    found = request.backend("ec2").amis.get(resource.id)
    if found is None:
        return {}
    return {
        **one("ec2:ImageID", found.id),
        **one("ec2:Owner", found.owner_alias or found.owner_id),
        **one("ec2:Public", found.is_public),
        **one("ec2:RootDeviceType", found.root_device_type),
    }


def subnet(request: Request, resource: Resource) -> Keys:
    subnets = (zone.get(resource.id) for zone in request.backend("ec2").subnets.values())
    found = next(filter(None, subnets), None)
    if found is None:
        return {}
    return {
        **one("ec2:SubnetID", found.id),
        **one("ec2:AvailabilityZone", found.availability_zone),
        **vpc_of(request, found.vpc_id),
    }


def security_group(request: Request, resource: Resource) -> Keys:
    if resource.id == "*":
        return vpc_of(request, *request.values("VpcId")[:1])
    groups = (of_vpc.get(resource.id) for of_vpc in request.backend("ec2").groups.values())
    found = next(filter(None, groups), None)
    return {**one("ec2:SecurityGroupID", found.id), **vpc_of(request, found.vpc_id)} if found else {}


def vpc_of(request: Request, *identifiers: str) -> Keys:
    start = f"arn:{request.partition}:ec2:{request.region}:{request.account}"
    return one("ec2:Vpc", *(f"{start}:vpc/{one}" for one in identifiers))


OF_TYPE = {
    "image": image,
    "instance": instance,
    "security-group": security_group,
    "subnet": subnet,
    "volume": volume,
}
