"""Policy documents, read once: requests of one principal meet the same documents again and again.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from policies.variables import expand, expression

#: The version whose documents have policy variables; in older ones `${aws:username}` is plain text.
#: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_version.html
WITH_VARIABLES = "2012-10-17"


@dataclass(frozen=True, eq=False)
class Statement:
    denies: bool
    #: Patterns of actions in lower case; whether it is those, or all others.
    actions: list[re.Pattern[str]]
    but_actions: bool
    #: None in a resource's own policy that leaves the resource out.
    resources: list[str] | None
    but_resources: bool
    #: Whether it is about everyone, as all statements of identities are.
    everyone: bool
    #: Services that it is about, e.g. `cloudfront.amazonaws.com`.
    services: frozenset[str]
    #: Operator, key, values.
    conditions: list[tuple[str, str, list[str]]]
    variables: bool
    known: dict[str, bool] = field(default_factory=dict)

    def concerns_action(self, action: str) -> bool:
        """Actions are not case-sensitive and have no variables. What was found out is kept: documents of AWS have thousands."""
        if (found := self.known.get(action)) is None:
            name = action.lower()
            found = any(pattern.fullmatch(name) for pattern in self.actions) != self.but_actions
            self.known[action] = found
        return found


@lru_cache(maxsize=1024)
def statements(document: str) -> list[Statement]:
    """@raises json.JSONDecodeError"""
    content = json.loads(document)
    variables = content.get("Version") == WITH_VARIABLES
    return [read(one, variables) for one in as_list(content.get("Statement", []))]


def read(statement: dict[str, Any], variables: bool) -> Statement:
    but_actions, but_resources = "NotAction" in statement, "NotResource" in statement
    resources = statement.get("NotResource" if but_resources else "Resource")
    principal = statement.get("Principal", "*")
    return Statement(
        denies=statement["Effect"] == "Deny",
        actions=[
            expression(expand(one.lower(), {}, False) or "")
            for one in as_list(statement["NotAction" if but_actions else "Action"])
        ],
        but_actions=but_actions,
        resources=None if resources is None else as_list(resources),
        but_resources=but_resources,
        everyone=is_everyone(principal),
        services=frozenset(as_list(principal.get("Service", [])) if isinstance(principal, dict) else []),
        conditions=[
            (name, key, [text(one) for one in as_list(wanted)])
            for name, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        ],
        variables=variables,
    )


def is_everyone(principal: Any) -> bool:
    return "*" in as_list(principal.get("AWS", []) if isinstance(principal, dict) else principal)


def condition_keys(documents: Iterable[str]) -> set[str]:
    return {key for one in documents for statement in statements(one) for _, key, _ in statement.conditions}


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
