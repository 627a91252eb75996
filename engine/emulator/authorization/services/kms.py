"""KMS: a key by its alias.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
"""

from authorization.request import Request


def prepare(request: Request) -> None:
    backend = request.backend("kms")
    identifier = request.parameters.get("KeyId") or request.parameters.get("AliasName")
    if identifier and "alias/" in identifier:
        found = backend.aliases.get(f"alias/{identifier.partition('alias/')[2]}")
        request.parameters["KeyId"] = getattr(found, "target_key_id", None) or request.parameters.get("KeyId")
