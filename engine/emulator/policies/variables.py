"""Policy variables and wildcards.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
"""

import re
from collections.abc import Mapping
from functools import lru_cache

#: Condition keys in lower case -> what the request carries.
Context = Mapping[str, list[str]]

#: Stand for the wildcards of a pattern, so that an asterisk in a variable's value is an asterisk.
ANY, ONE = "\x00", "\x01"

VARIABLE = re.compile(r"\$\{([^},]+)(?:,\s*'([^']*)')?\s*\}")
WILDCARDS = str.maketrans({"*": ANY, "?": ONE})
SPECIAL = {"*", "?", "$"}


def expand(pattern: str, context: Context, variables: bool = True) -> str | None:
    """`pattern` with its variables' values and with ANY and ONE for its wildcards.

    None where a variable has no value and no default: nothing is equal to it. Nor has a key with several values one.
    """
    if not variables or "${" not in pattern:
        return pattern.translate(WILDCARDS)
    expanded, end = "", 0
    for found in VARIABLE.finditer(pattern):
        value = value_of(found[1], found[2], context)
        if value is None:
            return None
        expanded += pattern[end : found.start()].translate(WILDCARDS) + value
        end = found.end()
    return expanded + pattern[end:].translate(WILDCARDS)


def value_of(name: str, default: str | None, context: Context) -> str | None:
    if name in SPECIAL:
        return name
    values = context.get(name.strip().lower(), [])
    return values[0] if len(values) == 1 else default


def literal(expanded: str) -> str:
    """What `expand` gave, for an operator that knows no wildcards."""
    return expanded.replace(ANY, "*").replace(ONE, "?")


def fits(expanded: str, value: str) -> bool:
    return expression(expanded).fullmatch(value) is not None


@lru_cache(maxsize=4096)
def expression(expanded: str) -> re.Pattern[str]:
    special = {ANY: ".*", ONE: "."}
    return re.compile("".join(special.get(one) or re.escape(one) for one in expanded), re.DOTALL)
