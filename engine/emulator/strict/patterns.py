"""The models' patterns are Java's; what Python's have not is put into Python's words."""

import re
import sys
import unicodedata
from functools import cache

#: Classes that are no general category of Unicode.
NAMED = {
    "Alnum": "a-zA-Z0-9",
    "Alpha": "a-zA-Z",
    "ASCII": r"\x00-\x7f",
    "Cntrl": r"\x00-\x1f\x7f",
    "Digit": "0-9",
    "Graph": r"\x21-\x7e",
    "Lower": "a-z",
    "Print": r"\x20-\x7e",
    "Punct": r"!-/:-@\[-`{-~",
    "Space": r" \t\n\x0b\f\r",
    "Upper": "A-Z",
}


@cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """Matched as AWS does, the whole value; None where Python has no such pattern."""
    try:
        return re.compile(rf"\A(?:{translated(pattern)})\Z")
    except re.error as error:
        print(f"not checked against AWS's model: pattern {pattern}: {error}", file=sys.stderr, flush=True)
        return None


#: What Java has and Python has not, what both have escaped, and what opens and ends a class or a group.
TOKEN = re.compile(
    r"""
    \\p\{(?:Is|In)?(?P<category>[A-Za-z]+)\}
    | \\u(?P<high>[Dd][89ABab][0-9A-Fa-f]{2})\\u(?P<low>[Dd][C-Fc-f][0-9A-Fa-f]{2})
    | \\.
    | (?P<flag>\(\?i\))
    | .
    """,
    re.DOTALL | re.VERBOSE,
)


def translated(pattern: str) -> str:
    r"""`[\p{L}_]` -> `[a-zA-Z...._]`; `(a(?i)b)`, where only b is of either case, -> `(a(?i:b))`"""
    in_class, result = False, ""
    #: How many groups of our own end with each group that is open, the whole pattern first.
    added = [0]
    for token in TOKEN.finditer(pattern):
        text = token[0]
        if token["category"]:
            members = NAMED.get(token["category"]) or ranges(token["category"])
            text = members if in_class else f"[{members}]"
        elif token["high"]:
            text = character(int(token["high"], 16), int(token["low"], 16))
        elif in_class or text == "[":
            in_class = text != "]"
        elif token["flag"]:
            text = "(?i:"
            added[-1] += 1
        elif text == "(":
            added.append(0)
        elif text == ")":
            text = ")" * (added.pop() + 1)
        result += text
    return result + ")" * added[0]


def character(high: int, low: int) -> str:
    """Java has a character beyond the first 65,536 in two halves."""
    return f"\\U{0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00):08x}"


@cache
def ranges(category: str) -> str:
    """The characters of a general category of Unicode, such as `L` or `Zs`, as they stand in a class."""
    parts, first, last = [], None, None
    for code in range(0x110000):
        if not unicodedata.category(chr(code)).startswith(category):
            continue
        if first is None or last is None:
            first = code
        elif code != last + 1:
            parts.append((first, last))
            first = code
        last = code
    if first is not None and last is not None:
        parts.append((first, last))
    return "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in parts)
