"""The operators of conditions: whether one value of a policy and one of the request agree.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

import ipaddress
import operator
from collections.abc import Callable
from datetime import datetime, timezone
from typing import Any

from policies.variables import ANY, Context, expand, fits, literal

#: Wanted by the policy, got from the request, the context for variables, whether the document has variables.
Operator = Callable[[str, str, Context, bool], bool]

#: An ARN's parts; the last may have colons of its own.
ARN_PARTS = 6


def by(comparison: Callable[[Any, Any], bool], convert: Callable[[str], Any]) -> Operator:
    """Of two converted values; what cannot be converted agrees with nothing."""

    def compare(wanted: str, got: str, _: Context, __: bool) -> bool:
        try:
            return comparison(convert(got), convert(wanted))
        except ValueError:
            return False

    return compare


def text(convert: Callable[[str], str] = str) -> Operator:
    def compare(wanted: str, got: str, context: Context, variables: bool) -> bool:
        expanded = expand(wanted, context, variables)
        return expanded is not None and convert(literal(expanded)) == convert(got)

    return compare


def like(wanted: str, got: str, context: Context, variables: bool) -> bool:
    expanded = expand(wanted, context, variables)
    return expanded is not None and fits(expanded, got)


def arn_like(wanted: str, got: str, context: Context, variables: bool) -> bool:
    """Part by part: a wildcard does not reach over a colon, but in the last part."""
    expanded = expand(wanted, context, variables)
    if expanded is None:
        return False
    if expanded == ANY:
        return True
    patterns, parts = (one.split(":", ARN_PARTS - 1) for one in (expanded, got))
    return len(patterns) == len(parts) and all(map(fits, patterns, parts))


def moment(value: str) -> float:
    """A date of ISO 8601, or seconds since 1970. https://www.w3.org/TR/NOTE-datetime"""
    try:
        return float(value)
    except ValueError:
        read = datetime.fromisoformat(value.replace("Z", "+00:00"))
        return (read if read.tzinfo else read.replace(tzinfo=timezone.utc)).timestamp()


def in_network(wanted: str, got: str, _: Context, __: bool) -> bool:
    try:
        return ipaddress.ip_address(got) in ipaddress.ip_network(wanted, strict=False)
    except ValueError:
        return False


ORDERS = {
    "Equals": operator.eq,
    "LessThan": operator.lt,
    "LessThanEquals": operator.le,
    "GreaterThan": operator.gt,
    "GreaterThanEquals": operator.ge,
}
OPERATORS: dict[str, Operator] = {
    "StringEquals": text(),
    "StringEqualsIgnoreCase": text(str.lower),
    "StringLike": like,
    "ArnEquals": arn_like,
    "ArnLike": arn_like,
    "Bool": by(operator.eq, str.lower),
    "BinaryEquals": by(operator.eq, str),
    "IpAddress": in_network,
    **{f"Numeric{name}": by(order, float) for name, order in ORDERS.items()},
    **{f"Date{name}": by(order, moment) for name, order in ORDERS.items()},
}
INVERTED = {
    "StringNotEquals": "StringEquals",
    "StringNotEqualsIgnoreCase": "StringEqualsIgnoreCase",
    "StringNotLike": "StringLike",
    "ArnNotEquals": "ArnEquals",
    "ArnNotLike": "ArnLike",
    "NotIpAddress": "IpAddress",
    "NumericNotEquals": "NumericEquals",
    "DateNotEquals": "DateEquals",
}
