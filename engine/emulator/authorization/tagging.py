"""The tags that a request sends, in each service's own form, and the condition keys for tags.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-requesttag
https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html
"""

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from authorization.request import Keys, Request

#: Members of requests that hold tags, as a list of keys and values or as a map.
TAGS = ("Tags", "tags", "TagList", "ResourceTags", "TagsToAdd", "DistributionConfigWithTags")
#: Members that hold keys of tags to remove.
KEYS = ("TagKeys", "tagKeys", "TagKeyList", "ResourceTagKeys", "TagsToRemove", "RemoveTagKeys")

Tags = list[tuple[str, str]]


def sent_tags(request: Request, resource_type: str) -> Tags:
    """The tags for a resource of this type: EC2's requests have them by type."""
    if (specifications := request.parameters.get("TagSpecifications")) is not None:
        return [
            tag
            for one in specifications
            if one.get("ResourceType", "").lower() == resource_type
            for tag in pairs(one.get("Tags", []))
        ]
    found = [tag for member in TAGS for tag in pairs(request.parameters.get(member))]
    tagging = request.parameters.get("Tagging")
    return found + (parse_qsl(tagging, keep_blank_values=True) if isinstance(tagging, str) else pairs(tagging))


def pairs(tags: Any) -> Tags:
    match tags:
        case {"Items": list(items)} | {"TagSet": list(items)} | {"Tags": {"Items": list(items)}}:
            return pairs(items)
        case Mapping():
            return [(str(key), str(value)) for key, value in tags.items()]
        case list():
            return [(str(member(tag, "Key") or ""), str(member(tag, "Value") or "")) for tag in tags]
    return []


def member(tag: Mapping[str, Any], name: str) -> Any:
    """`Key`, `key`, `TagKey`."""
    return next((tag[one] for one in (name, name.lower(), f"Tag{name}") if one in tag), None)


def removed_keys(request: Request) -> list[str]:
    return [key for name in KEYS for key in as_keys(request.parameters.get(name))]


def as_keys(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        value = value.get("Items", [])
    return [str(one) for one in value or []]


def request_keys(request: Request, resource_type: str) -> Keys:
    """aws:RequestTag and aws:TagKeys."""
    tags = sent_tags(request, resource_type)
    names = list(dict.fromkeys([*(key for key, _ in tags), *removed_keys(request)]))
    return {**tag_keys(["aws:RequestTag"], tags), **({"aws:tagkeys": names} if names else {})}


def tag_keys(keys: Iterable[str], tags: Iterable[tuple[str, str]]) -> Keys:
    """Condition keys are not case-sensitive: tags whose keys differ in case alone share one, with several values."""
    found: Keys = {}
    tags = list(tags)
    for key in keys:
        for name, value in tags:
            found.setdefault(f"{key}/{name}".lower(), []).append(value)
    return found
