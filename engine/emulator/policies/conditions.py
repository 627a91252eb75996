"""Whether a condition of a statement holds for a request.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
"""

from policies.operators import INVERTED, OPERATORS
from policies.variables import Context


def holds(name: str, key: str, wanted: list[str], context: Context, variables: bool) -> bool:
    quantifier, _, name = name.rpartition(":")
    got = context.get(key.lower())
    if name == "Null":
        return any((got is None) == (one.lower() == "true") for one in wanted)
    if name.endswith("IfExists"):
        if got is None:
            return True
        name = name.removesuffix("IfExists")
    inverted = name in INVERTED
    compare = OPERATORS[INVERTED.get(name, name)]

    def fits(value: str) -> bool:
        return any(compare(one, value, context, variables) for one in wanted) != inverted

    match quantifier:
        case "ForAllValues":
            return all(map(fits, got or []))
        case "ForAnyValue":
            return any(map(fits, got or []))
    if got is None or is_ambiguous(key, got):
        return inverted  # nothing is equal to what is not there
    return (all if inverted else any)(map(fits, got))


def is_ambiguous(key: str, got: list[str]) -> bool:
    """A tag's key has one value; with tags `Owner` and `owner` on one resource a policy can mean neither."""
    return len(got) > 1 and "tag/" in key.lower()
