"""What the emulated account holds that a fresh account would not."""

from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BackendDict, BaseBackend
from moto.core.common_models import BaseModel

BASELINE = "_class_baseline"


def watch() -> None:
    """Has every backend remember what it was born with: that is AWS's, not ours."""
    init = AccountSpecificBackend.__init__

    def patched(self: Any, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        make = self.backend

        def make_and_remember(region: str, account_id: str) -> BaseBackend:
            backend = make(region, account_id=account_id)
            backend.__dict__[BASELINE] = [thing for _, thing in resources(backend)]
            return backend

        self.backend = make_and_remember

    AccountSpecificBackend.__init__ = patched


def list_resources() -> list[str]:
    """Every resource as `service/kind id (region)`, sorted."""
    found = set()
    for service in list(BackendDict._instances):
        for _, region, backend in list(service.iter_backends()):
            born_with = {id(thing) for thing in backend.__dict__.get(BASELINE, ())}
            for path, thing in resources(backend):
                if id(thing) not in born_with:
                    found.add(f"{service.service_name} {path} {type(thing).__module__}.{type(thing).__name__} ({region})")
    return sorted(found)


def resources(backend: BaseBackend):
    for name, value in backend.__dict__.items():
        if name != BASELINE:
            yield from walk(name, value, 0)


def walk(path, value: Any, depth):
    if depth > 4: return
    if isinstance(value, dict):
        for k, item in list(value.items()):
            yield from walk(f"{path}/{k}" if not isinstance(k,BaseModel) else path, item, depth+1)
    elif isinstance(value, (list, set, tuple)):
        for item in list(value):
            yield from walk(path, item, depth+1)
    elif isinstance(value, BaseModel) or type(value).__module__.startswith("moto."):
        yield path, value
