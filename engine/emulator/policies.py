"""What AWS decides on a request, by policy documents alone.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html

Not looked at: principals other than everyone, service control policies, session policies.
"""

import ipaddress
import json
import operator
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

ALLOWED, EXPLICIT_DENY, IMPLICIT_DENY = "allowed", "explicitDeny", "implicitDeny"

#: Condition keys in lower case -> what the request carries.
Context = Mapping[str, list[str]]


def statements(document: str | dict[str, Any]) -> list[dict[str, Any]]:
    parsed = json.loads(document) if isinstance(document, str) else document
    return as_list(parsed.get("Statement", []))


def decide(documents: Iterable[str | dict[str, Any]], action: str, resource: str, context: Context) -> str:
    effects = {
        statement["Effect"]
        for document in documents
        for statement in statements(document)
        if applies(statement, action, resource, context)
    }
    return EXPLICIT_DENY if "Deny" in effects else ALLOWED if "Allow" in effects else IMPLICIT_DENY


def applies(statement: dict[str, Any], action: str, resource: str, context: Context) -> bool:
    return (
        concerns(statement, "Action", action, re.IGNORECASE, context)
        and concerns(statement, "Resource", resource, 0, context)
        and concerns_everyone(statement)
        and all(
            holds(name, key, as_list(wanted), context)
            for name, keys in statement.get("Condition", {}).items()
            for key, wanted in keys.items()
        )
    )


def concerns(statement: dict[str, Any], element: str, value: str, flags: int, context: Context) -> bool:
    """An element and its Not-form. A policy of a resource may leave the resource out."""
    if f"Not{element}" in statement:
        return not any(matches(pattern, value, context, flags) for pattern in as_list(statement[f"Not{element}"]))
    if element not in statement:
        return True
    return any(matches(pattern, value, context, flags) for pattern in as_list(statement[element]))


def concerns_everyone(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal", "*")
    return "*" in as_list(principal.get("AWS", []) if isinstance(principal, dict) else principal)


def matches(pattern: str, value: str, context: Context, flags: int = 0) -> bool:
    """Wildcards and variables such as ${aws:username}; a variable without a value matches nothing."""
    expression = ""
    for part in re.split(r"(\$\{[^}]*\}|[*?])", pattern):
        if part.startswith("${"):
            values = [part[2]] if part[2:-1] in ("*", "?", "$") else context.get(part[2:-1].lower())
            if not values:
                return False
            expression += re.escape(values[0])
        else:
            expression += {"*": ".*", "?": "."}.get(part) or re.escape(part)
    return re.fullmatch(expression, value, flags | re.DOTALL) is not None


def condition_keys(document: str | dict[str, Any]) -> set[str]:
    return {
        key
        for statement in statements(document)
        for keys in statement.get("Condition", {}).values()
        for key in keys
    }


def holds(name: str, key: str, wanted: list[str], context: Context) -> bool:
    quantifier, _, name = name.rpartition(":")
    got = context.get(key.lower())
    if name == "Null":
        return (got is None) == (str(wanted[0]).lower() == "true")
    if got is None and name.endswith("IfExists"):
        return True
    name = name.removesuffix("IfExists")
    negated = name in NEGATED
    compare = OPERATORS[NEGATED.get(name, name)]

    def fits(value: str) -> bool:
        return any(compare(one, value, context) for one in map(text, wanted)) != negated

    if got is None:
        return negated or quantifier == "ForAllValues"
    # A key with one value needs no quantifier.
    return all(map(fits, got)) if quantifier == "ForAllValues" or negated else any(map(fits, got))


def text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def moment(value: str) -> float:
    try:
        return float(value)
    except ValueError:
        return datetime.fromisoformat(value.replace("Z", "+00:00")).timestamp()


def in_network(wanted: str, got: str, _: Context) -> bool:
    return ipaddress.ip_address(got) in ipaddress.ip_network(wanted, strict=False)


def by(comparison: Callable[[Any, Any], bool], convert: Callable[[str], Any]) -> Callable[[str, str, Context], bool]:
    return lambda wanted, got, _: comparison(convert(got), convert(wanted))


ORDERS = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}
OPERATORS: dict[str, Callable[[str, str, Context], bool]] = {
    "StringEquals": by(operator.eq, str),
    "StringEqualsIgnoreCase": by(operator.eq, str.lower),
    "StringLike": matches,
    "ArnEquals": matches,
    "ArnLike": matches,
    "Bool": by(operator.eq, str.lower),
    "BinaryEquals": by(operator.eq, str),
    "IpAddress": in_network,
    **{f"Numeric{name}": by(order, float) for name, order in ORDERS.items()},
    **{f"Date{name}": by(order, moment) for name, order in ORDERS.items()},
}
NEGATED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
}
