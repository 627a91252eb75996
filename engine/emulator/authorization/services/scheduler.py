"""EventBridge Scheduler: the group that nobody names; the role of a target is passed.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridgescheduler.html
"""

from collections.abc import Iterator

from authorization.request import Request


def prepare(request: Request) -> None:
    if request.operation.endswith("Schedule"):
        request.parameters.setdefault("GroupName", "default")


def passes(request: Request) -> Iterator[tuple[str, str]]:
    for role in request.values("Target.RoleArn"):
        yield role, "scheduler.amazonaws.com"
