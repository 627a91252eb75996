"""CloudFront: tags on creation have an operation of their own, but no action.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudfront.html
"""

from authorization.request import Request


def action(request: Request) -> str:
    return "CreateDistribution" if request.operation == "CreateDistributionWithTags" else request.operation
