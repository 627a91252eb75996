"""How AWS answers a request that violates its model."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from moto.core.exceptions import ServiceException
from moto.core.serialize import get_serializer_class

from calls import Call

#: By protocol.
CODES = {
    "ec2": "InvalidParameterValue",
    "json": "ValidationException",
    "query": "ValidationError",
    "rest-json": "ValidationException",
    "rest-xml": "InvalidArgument",
}

#: Services that have a code of their own.
OWN_CODES = {"efs": "BadRequest", "route53": "InvalidInput", "s3": "InvalidRequest"}


class Violation(ServiceException):
    """Of no module of moto's, which would be asked for a service's own errors."""


def answer(call: Call, found: Sequence[str], start_response: Callable[..., Any]) -> Iterable[bytes]:
    count = len(found)
    errors = "1 validation error" if count == 1 else f"{count} validation errors"
    code = OWN_CODES.get(call.service, CODES[call.protocol])
    error = Violation(code, f"{errors} detected: {'; '.join(found)}")
    serialized = get_serializer_class(call.service, call.protocol)(call.operation).serialize(error)
    body = serialized["body"]
    content = body if isinstance(body, bytes) else str(body).encode()
    headers = {**serialized["headers"], "Content-Length": str(len(content))}
    start_response("400 Bad Request", [(name, str(value)) for name, value in headers.items()])
    return [content]
