"""A request as policies see it, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from moto.backends import get_backend

#: Condition keys in lower case -> values.
Keys = dict[str, list[str]]


@dataclass(frozen=True)
class Ask:
    """One action on one resource; a request is allowed when each of its asks is."""

    action: str
    resource: str
    keys: Keys = field(default_factory=dict)


@dataclass(frozen=True)
class Resource:
    """A resource that a request names. An identifier of `*` is one that the request creates, or any."""

    type: str
    arn: str

    @property
    def id(self) -> str:
        return self.arn.split(":", 5)[-1].rpartition("/")[2]


@dataclass(frozen=True)
class Request:
    """What a client sends, read by the service's model."""

    #: The service in actions: `ec2` of `ec2:RunInstances`.
    prefix: str
    operation: str
    parameters: dict[str, Any]
    account: str
    region: str
    partition: str = "aws"
    #: Of who asks.
    caller: str = ""

    def backend(self, service: str) -> Any:
        """moto's, of the request's region; of its partition where the service is global."""
        by_region = get_backend(service)[self.account]  # type: ignore[arg-type]
        return by_region[self.region if self.region in by_region.regions else self.partition]

    def values(self, *paths: str) -> list[str]:
        """What the parameters have at these paths, such as `Targets.RoleArn`, through lists; empty where nothing."""
        return [value for path in paths for value in walk(self.parameters, path.split("."))]

    def of(self, prefix: str, operation: str, parameters: dict[str, Any]) -> Request:
        """A request that this one brings with it."""
        return replace(self, prefix=prefix, operation=operation, parameters=parameters)


def walk(value: Any, path: list[str]) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from walk(one, path)
    elif not path:
        if value not in (None, ""):
            yield str(value)
    elif isinstance(value, Mapping) and path[0] in value:
        yield from walk(value[path[0]], path[1:])


def one(key: str, *values: object) -> Keys:
    """A condition key, absent where there is no value."""
    found = [str(value).lower() if isinstance(value, bool) else str(value) for value in values if value is not None]
    return {key.lower(): found} if found else {}
