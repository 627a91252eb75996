"""Elastic Load Balancing: a new balancer, target group or listener has no ARN yet; its name is part of it.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
"""

from authorization.request import Keys, Request, Resource, one

KINDS = {"application": "app", "network": "net", "gateway": "gwy"}


def resources(request: Request) -> list[Resource] | None:
    start = f"arn:{request.partition}:elasticloadbalancing:{request.region}:{request.account}"
    name = request.parameters.get("Name")
    if request.operation == "CreateLoadBalancer":
        kind = KINDS.get(request.parameters.get("Type") or "application", "app")
        return [Resource(f"loadbalancer/{kind}/", f"{start}:loadbalancer/{kind}/{name}/*")]
    if request.operation == "CreateTargetGroup":
        return [Resource("targetgroup", f"{start}:targetgroup/{name}/*")]
    return None


def keys(request: Request, resource: Resource) -> Keys:
    return {
        **one("elasticloadbalancing:Scheme", *request.values("Scheme")),
        **one("elasticloadbalancing:Subnet", *request.values("Subnets", "SubnetMappings.SubnetId")),
        **one("elasticloadbalancing:SecurityGroup", *request.values("SecurityGroups")),
        **one("elasticloadbalancing:ListenerProtocol", *request.values("Protocol")),
    }
