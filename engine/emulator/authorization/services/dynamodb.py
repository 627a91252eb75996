"""DynamoDB: tables of a batch; the partition keys that a request is about.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
"""

import re
from typing import Any

from authorization.request import Keys, Request, Resource, one, walk

#: The comparison of a key, in which a name may be a placeholder: `#id = :id`.
EQUALS = re.compile(r"([#\w.-]+)\s*=\s*(:\w+)")


def prepare(request: Request) -> None:
    if items := request.parameters.get("RequestItems"):
        request.parameters["TableName"] = list(items)


def keys(request: Request, resource: Resource) -> Keys:
    table = request.backend("dynamodb").tables.get(resource.arn.split(":table/")[-1].split("/")[0])
    if table is None:
        return {}
    return one("dynamodb:LeadingKeys", *leading_keys(request.parameters, table.name, table.hash_key_attr))


def leading_keys(parameters: dict[str, Any], table: str, name: str) -> list[str]:
    batch = (parameters.get("RequestItems") or {}).get(table)
    several = [*(batch if isinstance(batch, list) else [batch] if batch else []), *parameters.get("TransactItems", [])]
    paths = ["Key", "Item", "Keys", "PutRequest.Item", "DeleteRequest.Key"]
    paths += [f"{kind}.{part}" for kind in ("Put", "Get", "Update", "Delete", "ConditionCheck") for part in ("Item", "Key")]
    found = [
        value
        for one in [parameters, *several]
        for path in paths
        for kind in ("S", "N", "B")
        for value in walk(one, [*path.split("."), name, kind])
    ]
    return list(dict.fromkeys([*found, *queried(parameters, name)]))


def queried(parameters: dict[str, Any], name: str) -> list[str]:
    """The key of a query: by an expression, or in the old way."""
    values = list(walk(parameters, ["KeyConditions", name, "AttributeValueList"])) and [
        str(value) for one in parameters["KeyConditions"][name]["AttributeValueList"] for value in one.values()
    ]
    names = parameters.get("ExpressionAttributeNames") or {}
    given = parameters.get("ExpressionAttributeValues") or {}
    for attribute, placeholder in EQUALS.findall(parameters.get("KeyConditionExpression") or ""):
        if names.get(attribute, attribute) == name:
            values += [str(value) for value in given.get(placeholder, {}).values()]
    return values
