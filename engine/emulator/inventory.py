"""What the emulated account holds that a fresh account would not.

Nothing here knows the services' lists of resources: every object of moto's own that a backend
holds counts, except those that the backend was born with, and a few that AWS makes by itself or
that are only a memory of something deleted.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend

#: Where a backend keeps what it was born with: default VPCs, Amazon's images, managed policies, ...
BIRTH = "_born_with"

#: Objects of these modules serve the backends; they are no resources.
INTERNAL = ("moto.core", "moto.utilities", "moto.moto_api")

#: Attributes of backends that hold data, history or caches: nothing that could be deleted.
NO_RESOURCES = {
    ("cloudformation", "deleted_stacks"),
    ("cloudfront", "invalidations"),
    ("cloudwatch", "metric_data"),
    ("cloudwatch", "paged_metric_data"),
    ("iam", "access_keys"),  # a second list of what the users hold
    ("logs", "queries"),
    ("rds", "events"),
    ("sns", "sms_message_objects"),
    ("ssm", "_commands"),
    ("sts", "assumed_roles"),  # sessions, which end by themselves
}

#: Attributes of backends whose plain values are resources, which have no object of their own.
PLAIN_RESOURCES = {("iam", "account_aliases")}

#: States in which AWS still shows something that is gone, or on its way.
GONE = {
    "deleted",
    "terminated",
    "rejected",
    "expired",
    "cancelled",
    "closed",
    "PendingDeletion",
    "INACTIVE",
}


def is_left_behind(interface: Any, backend: Any) -> bool:
    """Whether what made a network interface is gone; AWS would have deleted it with its owner."""
    instances = [
        instance
        for reservation in backend.reservations.values()
        for instance in reservation.instances
    ]
    owners = [
        *(instance for instance in instances if interface in instance.nics.values()),
        *(
            end
            for end in backend.vpc_end_points.values()
            if interface.id in (end.network_interface_ids or ())
        ),
    ]
    return bool(owners) and all(is_gone(owner) for owner in owners)


#: What AWS makes by itself, and what moto forgets to delete with its owner: the thing, its backend.
NOT_OURS: dict[str, Callable[[Any, Any], bool]] = {
    "autoscaling/ScalingPolicy": lambda policy, backend: (
        policy.auto_scaling_group_name not in backend.autoscaling_groups
    ),
    "ec2/NetworkAcl": lambda acl, backend: acl.vpc_id not in backend.vpcs,
    "ec2/NetworkInterface": is_left_behind,
    "ec2/TransitGatewayRouteTable": lambda table, backend: table.transit_gateway_id not in backend.transit_gateways,
    "iam/Role": lambda role, _: role.path.startswith("/aws-service-role/"),
    "kms/Key": lambda key, _: any(alias.startswith("alias/aws/") for alias in key.aliases),
    "rds/DBClusterParameterGroup": lambda group, _: group.name.startswith("default."),
    "rds/DBParameterGroup": lambda group, _: group.name.startswith("default."),
    "rds/OptionGroup": lambda group, _: group.name.startswith("default:"),
    "route53/DelegationSet": lambda servers, _: servers.caller_reference.startswith("DelSet_"),
    "secretsmanager/Secret": lambda secret, _: secret.deleted_date is not None,
    "ssm/Parameter": lambda parameter, _: parameter.name.startswith("/aws/"),
}

#: The attribute that names a resource, where its key in the backend does not.
NAMED_BY = {
    "iam/Role": "name",
    "ec2/ElasticAddress": "allocation_id",
    "ec2/Instance": "id",
    "lambda/LambdaFunction": "function_name",
}


class Found(NamedTuple):
    attribute: str
    key: str
    thing: Any


def watch() -> None:
    """Has every backend remember what it was born with."""
    initialize = AccountSpecificBackend.__init__

    def initialize_and_watch(self: Any, *args: Any, **kwargs: Any) -> None:
        initialize(self, *args, **kwargs)
        make = self.backend

        def make_and_remember(region: str, account_id: str) -> BaseBackend:
            backend = make(region, account_id=account_id)
            # The objects themselves, not their addresses, which others get when they are gone.
            vars(backend)[BIRTH] = {
                id(found.thing): found.thing for found in objects(backend, None)
            }
            return backend

        self.backend = make_and_remember

    AccountSpecificBackend.__init__ = initialize_and_watch  # type: ignore[method-assign]


def list_resources() -> list[str]:
    """Every resource as `service/kind id (region)`, sorted; global services are in region `aws`."""
    lines = set()
    for service in list(BackendDict._instances):
        for _, region, backend in list(service.iter_backends()):
            lines |= {f"{line} ({region})" for line in resources(service.service_name, backend)}
    return sorted(lines)


def resources(service: str, backend: BaseBackend) -> Iterator[str]:
    for attribute, key, thing in objects(backend, vars(backend).get(BIRTH, {})):
        if (service, attribute) in NO_RESOURCES or is_gone(thing):
            continue
        kind = f"{service}/{type(thing).__name__.removeprefix('Fake')}"
        if kind not in NOT_OURS or not NOT_OURS[kind](thing, backend):
            yield f"{kind} {getattr(thing, NAMED_BY.get(kind, ''), key)}"
    for owner, attribute in PLAIN_RESOURCES:
        if owner == service:
            yield from (f"{service}/{attribute} {value}" for value in getattr(backend, attribute))


def objects(backend: BaseBackend, known: Mapping[int, Any] | None) -> Iterator[Found]:
    """The objects of moto's that a backend holds, without those known; with None all of them."""
    seen: set[int] = set()

    def within(attribute: str, key: str, value: Any) -> Iterator[Found]:
        if isinstance(value, Mapping):
            for name, item in list(value.items()):
                yield from within(attribute, str(name), item)
        elif isinstance(value, (list, set, tuple)):
            for item in list(value):
                yield from within(attribute, key, item)
        elif type(value).__name__ == "Reservation":
            yield from within(attribute, key, value.instances)
        elif is_object(value) and id(value) not in seen:
            seen.add(id(value))
            if known is None or id(value) not in known:
                yield Found(attribute, key, value)
            if known is None or id(value) in known:  # what a new one holds goes when it goes
                for name, item in list(vars(value).items()):
                    yield from within(attribute, name, item)

    for name, value in list(vars(backend).items()):
        if name != BIRTH:
            yield from within(name, name, value)


def is_object(value: Any) -> bool:
    module = type(value).__module__
    if not module.startswith(("moto.", "<run_path>")) or module.startswith(INTERNAL):
        return False
    return hasattr(value, "__dict__") and not isinstance(value, (BaseBackend, BackendDict, type))


def is_gone(thing: Any) -> bool:
    """Looks at what is stored, for reading moto's properties may change a state."""
    stored = [
        vars(thing).get(name) for name in ("state", "_state", "status", "_status", "key_state")
    ]
    words = [
        word
        for state in stored
        for word in (state, getattr(state, "name", None), getattr(state, "code", None))
    ]
    return any(isinstance(word, str) and word in GONE for word in words)
