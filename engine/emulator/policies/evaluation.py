"""What a principal's policies decide together.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policies.conditions import holds
from policies.documents import Statement, statements
from policies.variables import Context, expand, fits

#: The condition key of a service that asks by itself.
SERVICE = "aws:principalservicename"

ALLOWED, EXPLICIT_DENY, IMPLICIT_DENY = "allowed", "explicitDeny", "implicitDeny"


@dataclass(frozen=True)
class Layers:
    """What all has to allow a request, as texts: the identity's own policies and its groups', and what limits these, if any."""

    identity: Sequence[str]
    boundary: Sequence[str] | None = None
    session: Sequence[str] | None = None


def judge(layers: Layers, action: str, resource: str, context: Context) -> str:
    decisions = [
        decide(documents, action, resource, context)
        for documents in (layers.identity, layers.boundary, layers.session)
        if documents is not None
    ]
    if EXPLICIT_DENY in decisions:
        return EXPLICIT_DENY
    return IMPLICIT_DENY if IMPLICIT_DENY in decisions else ALLOWED


def decide(documents: Iterable[str], action: str, resource: str, context: Context) -> str:
    allowed = False
    for document in documents:
        for statement in statements(document):
            if applies(statement, action, resource, context):
                if statement.denies:
                    return EXPLICIT_DENY
                allowed = True
    return ALLOWED if allowed else IMPLICIT_DENY


def applies(statement: Statement, action: str, resource: str, context: Context) -> bool:
    return (
        statement.concerns_action(action)
        and concerns_resource(statement, resource, context)
        and concerns_principal(statement, context)
        and all(holds(*condition, context, statement.variables) for condition in statement.conditions)
    )


def concerns_principal(statement: Statement, context: Context) -> bool:
    """Whether it is about everyone, or about the service that asks."""
    return statement.everyone or not statement.services.isdisjoint(context.get(SERVICE, []))


def concerns_resource(statement: Statement, resource: str, context: Context) -> bool:
    if statement.resources is None:
        return True
    patterns = (expand(one, context, statement.variables) for one in statement.resources)
    return any(one is not None and fits(one, resource) for one in patterns) != statement.but_resources
