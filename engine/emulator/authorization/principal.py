"""Who asks: its ARN, its condition keys, and the policies that hold for it.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from authorization.request import Keys, one
from authorization.tagging import pairs, tag_keys
from policies import Layers


@dataclass(frozen=True)
class Principal:
    arn: str
    layers: Layers
    keys: Keys = field(default_factory=dict)


def user_principal(backend: Any, name: str) -> Principal:
    user = backend.get_user(name)
    keys = {
        **one("aws:username", user.name),
        **one("aws:userid", user.id),
        **one("aws:PrincipalType", "User"),
    }
    return Principal(user.arn, layers_of(backend, user), {**keys, **common_keys(backend, user.arn, user)})


def role_principal(backend: Any, name: str, session: Any) -> Principal:
    """A session of a role; its credentials are temporary, and got without MFA as far as moto knows."""
    role = backend.get_role(name)
    keys = {
        **one("aws:userid", session.user_id),
        **one("aws:PrincipalType", "AssumedRole"),
        **one("aws:MultiFactorAuthPresent", False),
    }
    layers = layers_of(backend, role, session.policy)
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn
    return Principal(session.arn, layers, {**keys, **common_keys(backend, role.arn, role)})


def common_keys(backend: Any, arn: str, owner: Any) -> Keys:
    return {
        **one("aws:PrincipalArn", arn),
        **one("aws:PrincipalAccount", backend.account_id),
        **tag_keys(["aws:PrincipalTag"], pairs(getattr(owner, "tags", None))),
    }


def layers_of(backend: Any, owner: Any, session_policy: str | None = None) -> Layers:
    """Of a user or role as moto has them. A group has no boundary."""
    return Layers(
        [text for _, text in policies_of(backend, owner)],
        boundary_of(backend, owner),
        [session_policy] if session_policy else None,
    )


def policies_of(backend: Any, owner: Any) -> Iterator[tuple[str, str]]:
    """Source and text of the policies of a user with its groups, of a role or of a group."""
    kind = type(owner).__name__.lower()
    for name, document in owner.policies.items():
        yield f"{kind}_{owner.name}_{name}", document
    for policy in owner.managed_policies.values():
        yield policy.name, default_text(policy)
    if kind == "user":
        for group in backend.get_groups_for_user(owner.name):
            yield from policies_of(backend, group)


def boundary_of(backend: Any, owner: Any) -> list[str] | None:
    """None without a boundary; one that was deleted allows nothing."""
    arn = getattr(owner, "permissions_boundary_arn", None)
    if not arn:
        return None
    policy = backend.managed_policies.get(arn)
    return [default_text(policy)] if policy else []


def default_text(policy: Any) -> str:
    return next(version.document for version in policy.versions if version.is_default)
