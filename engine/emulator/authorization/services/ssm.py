"""Systems Manager: a parameter's ARN has no slash before its name; what tags are put on.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
"""

from authorization.request import Request, Resource

#: Resource types of AddTagsToResource -> how their ARN goes on.
TAGGED = {"Document": "document", "MaintenanceWindow": "maintenancewindow", "Parameter": "parameter"}


def prepare(request: Request) -> None:
    if "Parameter" in request.operation:
        for name in ("Name", "Path"):
            if value := request.parameters.get(name):
                request.parameters[name] = value if value.startswith("arn:") else value.removeprefix("/")
        if names := request.parameters.get("Names"):
            request.parameters["Names"] = [name.removeprefix("/") for name in names]


def resources(request: Request) -> list[Resource] | None:
    kind = TAGGED.get(request.parameters.get("ResourceType", ""))
    if kind is None or not (identifier := request.parameters.get("ResourceId")):
        return None
    start = f"arn:{request.partition}:ssm:{request.region}:{request.account}"
    return [Resource(kind, f"{start}:{kind}/{identifier.removeprefix('/')}")]
