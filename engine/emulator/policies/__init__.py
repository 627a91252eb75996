"""What AWS decides on a request, by policy documents alone: nothing here knows moto, a service or a request's form.

    decide([text], "s3:GetObject", "arn:aws:s3:::class/a", {"aws:username": ["minji"]})
    judge(Layers(identity, boundary), ...)

Documents are texts. The context has the request's condition keys in lower case (their names are not case-sensitive) with the values that AWS
would give them; a key without a value is absent.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html

Not looked at: principals of a resource's policy other than everyone and services, service and resource control policies.
"""

from policies.documents import condition_keys, statements
from policies.evaluation import (
    ALLOWED,
    EXPLICIT_DENY,
    IMPLICIT_DENY,
    Layers,
    decide,
    judge,
)
from policies.variables import Context

__all__ = [
    "ALLOWED",
    "EXPLICIT_DENY",
    "IMPLICIT_DENY",
    "Context",
    "Layers",
    "condition_keys",
    "decide",
    "judge",
    "statements",
]
