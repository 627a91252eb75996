"""The resources that a request names, by the tables in reference/.

A table has a service's types of resources, each with its ARN, in which `{InstanceId|InstanceIds}` is a parameter of the
request by whatever name it has there, and its actions with the types that each asks for: `image*` is asked for always, and
is `*` where the request names none, as when it creates one; the others are asked for when the request names them. A
parameter that is an ARN stands for itself. The types of each action are those of AWS's reference:

https://docs.aws.amazon.com/service-authorization/latest/reference/
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path

from authorization.request import Request, Resource

PARAMETER = re.compile(r"\{([^}]*)\}")


@dataclass(frozen=True)
class Arn:
    """Of a type of resources."""

    template: str
    #: The names of each parameter in it; the last one identifies the resource.
    parameters: list[tuple[str, ...]]
    #: What an ARN of this type looks like.
    form: re.Pattern[str]


@dataclass(frozen=True)
class Table:
    types: dict[str, Arn]
    actions: dict[str, list[str]]


@cache
def table(prefix: str) -> Table | None:
    file = Path(__file__).parent / "reference" / f"{prefix}.json"
    if not file.exists():
        return None
    read = json.loads(file.read_text())
    return Table({name: arn(template) for name, template in read["types"].items()}, read["actions"])


def arn(template: str) -> Arn:
    filled = re.sub(r"\{(partition|region|account)\}", r"<\1>", template)
    parameters = [tuple(found.split("|")) for found in PARAMETER.findall(filled)]
    fixed = re.sub(r"<\w+>|\{[^}]*\}|\*", "\x00", filled)
    form = re.compile("".join(".*" if part == "\x00" else re.escape(part) for part in re.split("(\x00)", fixed)))
    return Arn(PARAMETER.sub("{}", filled), parameters, form)


def resources_of(request: Request, action: str) -> list[Resource]:
    """Empty where the action knows no resources, or the table does not know it."""
    known = table(request.prefix)
    found = [
        resource
        for name in (known.actions.get(action, []) if known else [])
        for resource in of_type(request, name.rstrip("*"), known.types[name.rstrip("*")], name.endswith("*"))
    ]
    return list(dict.fromkeys(found))


def of_type(request: Request, name: str, arn: Arn, always: bool) -> list[Resource]:
    values = [request.values(*names) for names in arn.parameters]
    if values and not values[-1] and not always:
        return []
    whole = [value for value in values[-1] if value.startswith("arn:")] if values else []
    named = [value for value in values[-1] if not value.startswith("arn:")] if values else []
    if values and not named and not whole:
        named = ["*"]
    parts = [*[found or ["*"] for found in values[:-1]], named]
    return [
        *(Resource(name, value) for value in whole if arn.form.fullmatch(value)),
        *(Resource(name, filled(request, arn.template).format(*one)) for one in product(*parts)),
    ]


def filled(request: Request, template: str) -> str:
    for name in ("partition", "region", "account"):
        template = template.replace(f"<{name}>", getattr(request, name))
    return template
