"""Route 53: identifiers with a path before them; what records a change is about.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/specifying-conditions-route53.html
"""

from authorization.request import Keys, Request, Resource, one


def prepare(request: Request) -> None:
    for name in ("Id", "HostedZoneId", "HealthCheckId"):
        if value := request.parameters.get(name):
            request.parameters[name] = value.rpartition("/")[2]


def keys(request: Request, resource: Resource) -> Keys:
    changes = "ChangeBatch.Changes."
    names = [name.lower().rstrip(".") for name in request.values(f"{changes}ResourceRecordSet.Name")]
    return {
        **one("route53:ChangeResourceRecordSetsNormalizedRecordNames", *names),
        **one("route53:ChangeResourceRecordSetsRecordTypes", *request.values(f"{changes}ResourceRecordSet.Type")),
        **one("route53:ChangeResourceRecordSetsActions", *request.values(f"{changes}Action")),
    }
