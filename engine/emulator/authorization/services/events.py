"""EventBridge: the role of a target is passed.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html
"""

from collections.abc import Iterator

from authorization.request import Request


def passes(request: Request) -> Iterator[tuple[str, str]]:
    for role in request.values("RoleArn", "Targets.RoleArn"):
        yield role, "events.amazonaws.com"
