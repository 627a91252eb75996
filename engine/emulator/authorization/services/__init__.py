"""What the tables in reference/ cannot say of a service, a module each with any of the functions of `Service`."""

import importlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from authorization.request import Ask, Keys, Request, Resource


class Service:
    def __init__(self, module: ModuleType | None) -> None:
        self.own = vars(module) if module else {}

    def prepare(self, request: Request) -> None:
        """Puts into the parameters what they only point to: a name for an identifier, a launch template's settings."""
        if "prepare" in self.own:
            self.own["prepare"](request)

    def action(self, request: Request) -> str:
        """The action of an operation, where the names differ."""
        return self.own["action"](request) if "action" in self.own else request.operation

    def resources(self, request: Request) -> list[Resource] | None:
        """None: as the table says."""
        return self.own["resources"](request) if "resources" in self.own else None

    def keys(self, request: Request, resource: Resource) -> Keys:
        """The service's own condition keys."""
        return self.own["keys"](request, resource) if "keys" in self.own else {}

    def passes(self, request: Request) -> Iterator[tuple[str, str]]:
        """Roles, by name or ARN, and the service that they are passed to."""
        return self.own["passes"](request) if "passes" in self.own else iter(())

    def more(self, request: Request) -> Iterator[Ask]:
        """Actions that come with the request."""
        return self.own["more"](request) if "more" in self.own else iter(())

    def brings(self, request: Request) -> Iterator[Request]:
        """Requests to other services that have to be allowed, too."""
        return self.own["brings"](request) if "brings" in self.own else iter(())


@cache
def service_of(prefix: str) -> Service:
    there = (Path(__file__).parent / f"{prefix}.py").exists() or (Path(__file__).parent / prefix).is_dir()
    return Service(importlib.import_module(f"{__name__}.{prefix}") if there else None)
