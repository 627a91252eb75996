"""Which operation of AWS a request calls, and with what."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from botocore.exceptions import UnknownServiceError
from moto.core.model import OperationModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException


@dataclass
class Call:
    operation: OperationModel
    protocol: str
    parameters: Mapping[str, Any]

    @property
    def service(self) -> str:
        return str(self.operation.service_model.service_name)

    @property
    def name(self) -> str:
        return f"{self.service}.{self.operation.name}"


class Unreadable(Exception):
    """It cannot be said which operation a request calls, or with what."""


def call_in(environ: Mapping[str, Any], body: bytes) -> Call | None:
    """None for a request that nobody has signed, as browsers send them: it is read by no model."""
    request = Request({**environ, "wsgi.input": io.BytesIO(body)})
    scope = SCOPE.search(request.headers.get("Authorization", ""))
    return scope and call_of(request, scope[1].lower(), body)


def call_of(request: Request, signed_for: str, body: bytes) -> Call:
    """The call of a request; `signed_for` is the service in its signature."""
    service = service_of(signed_for, request)
    try:
        model = get_service_model(service)
        operation, labels = get_service_router(service).match(request)
        protocol = determine_request_protocol(model, request.content_type)
        parser = PROTOCOL_PARSERS[protocol](operation, map_type=dict)
        values = request.values  # reads the body of a form
        parameters = parser.parse(
            {
                "method": request.method,
                "values": values,
                "headers": request.headers,
                "body": body,
                "url_path": request.path,
                "url_params": labels,
            }
        )
    except UnknownServiceError:
        raise Unreadable(f"there is no service {service}") from None
    except HTTPException:
        raise Unreadable(f"{service} has no operation {request.method} {request.path}") from None
    except (NotImplementedError, KeyError) as error:
        raise Unreadable(f"{service}, {request.content_type}: {error!r}") from error
    return Call(operation, protocol, parameters)


#: Services whose name in a signature is not that of their model.
NAMES = {
    "elasticfilesystem": "efs",
    "monitoring": "cloudwatch",
    "servicequotas": "service-quotas",
    "tagging": "resourcegroupstaggingapi",
}

SCOPE = re.compile(r"Credential=[^/]+/\d+/[^/]*/([^/]+)/aws4_request")


def service_of(name: str, request: Request) -> str:
    if name == "elasticloadbalancing":
        # Two services have one name: the version tells them apart.
        return "elb" if request.values.get("Version") == version("elb") else "elbv2"
    if name == "s3" and request.path.startswith("/v20180820/"):
        return "s3control"
    return NAMES.get(name, name)


@cache
def version(service: str) -> str:
    return str(get_service_model(service).api_version)
