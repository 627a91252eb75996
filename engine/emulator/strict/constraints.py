"""What a request violates of the constraints of its model, in AWS's words.

https://smithy.io/2.0/spec/constraint-traits.html
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from strict.patterns import compiled


def violations(shape: Any, value: Any) -> list[str]:
    return [] if shape is None else list(found_in(shape, value, ""))


def found_in(shape: Any, value: Any, path: str) -> Iterator[str]:
    match shape.type_name:
        case "structure" if isinstance(value, Mapping):
            yield from in_structure(shape, value, path)
        case "list" if isinstance(value, list | tuple):
            yield from in_length(shape, len(value), value, path)
            for at, member in enumerate(value, 1):
                yield from found_in(shape.member, member, join(path, f"{at}.member"))
        case "map" if isinstance(value, Mapping):
            yield from in_length(shape, len(value), value, path)
            for key, member in value.items():
                yield from found_in(shape.key, key, join(path, "key"))
                yield from found_in(shape.value, member, join(path, f"{key}.member"))
        case "string" | "character" if isinstance(value, str):
            yield from in_text(shape, value, path)
        case "blob" if isinstance(value, bytes | str):
            yield from in_length(shape, len(value), "<binary>", path)
        case "integer" | "long" | "float" | "double" if isinstance(value, int | float):
            yield from in_range(shape, value, path)


def in_structure(shape: Any, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for name in shape.required_members:
        if value.get(name) is None:
            yield said(None, join(path, name), "Member must not be null")
    for name, member in value.items():
        if member is not None and name in shape.members:
            yield from found_in(shape.members[name], member, join(path, name))


def in_text(shape: Any, value: str, path: str) -> Iterator[str]:
    if shape.enum and value not in shape.enum:
        yield said(value, path, f"Member must satisfy enum value set: [{', '.join(shape.enum)}]")
        return
    yield from in_length(shape, len(value), value, path)
    pattern = shape.metadata.get("pattern")
    expression = compiled(pattern) if pattern else None
    if expression and not expression.search(value):
        yield said(value, path, f"Member must satisfy regular expression pattern: {pattern}")


def in_length(shape: Any, length: int, value: Any, path: str) -> Iterator[str]:
    least, most = limits(shape)
    if least is not None and length < least:
        yield said(value, path, f"Member must have length greater than or equal to {least:g}")
    if most is not None and length > most:
        yield said(value, path, f"Member must have length less than or equal to {most:g}")


def in_range(shape: Any, value: float, path: str) -> Iterator[str]:
    least, most = limits(shape)
    if least is not None and value < least:
        yield said(value, path, f"Member must have value greater than or equal to {least:g}")
    if most is not None and value > most:
        yield said(value, path, f"Member must have value less than or equal to {most:g}")


def limits(shape: Any) -> tuple[float | None, float | None]:
    """Some models have them as texts."""
    least, most = (shape.metadata.get(name) for name in ("min", "max"))
    return number(least), number(most)


def number(value: Any) -> float | None:
    return None if value is None else float(value)


def said(value: Any, path: str, constraint: str) -> str:
    shown = "null" if value is None else "'" + re.sub(r"\s+", " ", str(value))[:200] + "'"
    return f"Value {shown} at '{path}' failed to satisfy constraint: {constraint}"


def join(path: str, name: str) -> str:
    """As AWS writes it: `tags.1.member.key`."""
    name = name[:1].lower() + name[1:]
    return f"{path}.{name}" if path else name
