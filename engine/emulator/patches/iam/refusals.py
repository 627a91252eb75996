"""How a service refuses a request: the error's code and form are its protocol's; moto answers all but S3 in IAM's.

https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
"""

import warnings

from moto.core.exceptions import ServiceException, _RESTError
from moto.core.responses import ActionResult
from moto.core.utils import get_service_model

JSON_CODES = {
    "AccessDenied": "AccessDeniedException",
    "InvalidClientTokenId": "UnrecognizedClientException",
    "SignatureDoesNotMatch": "InvalidSignatureException",
}
#: By protocol; elsewhere the code is IAM's.
CODES = {"ec2": {"AccessDenied": "UnauthorizedOperation"}, "json": JSON_CODES, "rest-json": JSON_CODES}


# No service's model has these errors, which all services have.
warnings.filterwarnings("ignore", message=r"Exception\(Refusal\) with code")


class Refusal(ServiceException):
    """Of this module: moto looks for an error's shape in the service whose package the error is from."""


def in_protocol(response, error: _RESTError) -> _RESTError:
    """The same error, its body as the service of `response`, moto's, writes it."""
    protocol = response.determine_response_protocol(get_service_model(response.boto3_service_name))
    message, code = error.message, CODES.get(protocol, {}).get(error.error_type, error.error_type)
    if code == "UnauthorizedOperation":
        message = f"You are not authorized to perform this operation. {message}"
    _, headers, body = response.serialized(ActionResult(Refusal(code, message)))
    response.response_headers.update({key: value for key, value in headers.items() if key.lower() != "status"})
    error.description = body
    return error
