"""What EC2's requests only point to: a name or an association for an identifier; the type in an identifier."""

from collections.abc import Callable, Iterable
from typing import Any

from authorization.request import Request, Resource
from authorization.resources import filled, table

#: How identifiers begin. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html
TYPES = {
    "acl": "network-acl",
    "ami": "image",
    "cgw": "customer-gateway",
    "dopt": "dhcp-options",
    "eigw": "egress-only-internet-gateway",
    "eipalloc": "elastic-ip",
    "eni": "network-interface",
    "fl": "vpc-flow-log",
    "fleet": "fleet",
    "i": "instance",
    "igw": "internet-gateway",
    "key": "key-pair",
    "lt": "launch-template",
    "nat": "natgateway",
    "pcx": "vpc-peering-connection",
    "pg": "placement-group",
    "pl": "prefix-list",
    "rtb": "route-table",
    "sfr": "spot-fleet-request",
    "sg": "security-group",
    "sgr": "security-group-rule",
    "sir": "spot-instances-request",
    "snap": "snapshot",
    "subnet": "subnet",
    "vgw": "vpn-gateway",
    "vol": "volume",
    "vpc": "vpc",
    "vpce": "vpc-endpoint",
    "vpn": "vpn-connection",
}


def tagged(request: Request) -> list[Resource]:
    """What CreateTags and DeleteTags name; what nobody knows is asked for as any resource."""
    known = table("ec2")
    assert known
    found = []
    for identifier in request.values("Resources"):
        kind = TYPES.get(identifier.partition("-")[0], "*")
        name = key_names(request, [identifier])[0] if kind == "key-pair" else identifier
        template = known.types[kind].template if kind in known.types else "arn:<partition>:ec2:<region>:<account>:*/{}"
        found.append(Resource(kind, filled(request, template).format(name)))
    return found


def find_identifiers(request: Request) -> None:
    for parameter, (given, find) in POINTERS.items():
        if not request.parameters.get(parameter) and (values := request.values(*given)):
            request.parameters[parameter] = [one for one in find(request, values) if one]


def key_names(request: Request, identifiers: Iterable[str]) -> list[str]:
    names = {pair.id: pair.key_name for pair in request.backend("ec2").key_pairs.values()}
    return [names.get(identifier, identifier) for identifier in identifiers]


def template_ids(request: Request, names: Iterable[str]) -> list[str]:
    known = request.backend("ec2").launch_template_name_to_ids
    return [known.get(name, "*") for name in names]


def group_ids(request: Request, names: Iterable[str]) -> list[str]:
    wanted = set(names)
    groups = (group for of_vpc in request.backend("ec2").groups.values() for group in of_vpc.values())
    return [group.id for group in groups if group.name in wanted]


def by(collection: str, attributes: tuple[str, ...], result: str) -> Callable[[Request, Iterable[str]], list[Any]]:
    """The `result` of those in moto's collection of whom one of the attributes is a value that is given."""

    def find(request: Request, values: Iterable[str]) -> list[Any]:
        wanted = set(values)
        there = getattr(request.backend("ec2"), collection)
        return [
            getattr(one, result)
            for one in (there.values() if isinstance(there, dict) else there)
            if any(getattr(one, attribute, None) in wanted for attribute in attributes)
        ]

    return find


def profile_instances(request: Request, identifiers: Iterable[str]) -> list[str]:
    wanted = set(identifiers)
    associations = request.backend("ec2").iam_instance_profile_associations.values()
    return [one.instance.id for one in associations if one.id in wanted]


def associated_tables(request: Request, identifiers: Iterable[str]) -> list[str]:
    tables = request.backend("ec2").route_tables.values()
    return [one.id for one in tables if one.all_associations_ids & set(identifiers)]


#: Parameter of the table -> parameters that point to it, and how it is found.
POINTERS: dict[str, tuple[tuple[str, ...], Callable[[Request, list[str]], list[Any]]]] = {
    "AllocationId": (
        ("PublicIp", "AssociationId", "AllocationIds"),
        by("addresses", ("public_ip", "association_id", "allocation_id"), "allocation_id"),
    ),
    "GroupId": (("GroupName", "SecurityGroups"), group_ids),
    "InstanceId": (("AssociationId",), profile_instances),
    "KeyName": (("KeyPairId",), key_names),
    "LaunchTemplateId": (("LaunchTemplateName",), template_ids),
    "NetworkInterfaceId": (("AttachmentId",), by("enis", ("attachment_id",), "id")),
    "RouteTableId": (("AssociationId",), associated_tables),
}
