"""The tags of resources, from moto's backends.

Most services have an iterator over all of their resources for the Resource Groups Tagging API; where a request would wait for
that, or a service has none, the tags are looked up directly. S3 knows no aws:ResourceTag (unless a bucket is switched to
it), Route 53 none at all.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-resourcetag
https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
"""

from collections.abc import Callable, Iterable
from typing import Any

from authorization.request import Keys, Request, Resource
from authorization.tagging import Tags, pairs, tag_keys


def resource_keys(request: Request, resource: Resource) -> Keys:
    """aws:ResourceTag and the service's own key for it."""
    names = [one.format(request.prefix) for one in NAMES.get(request.prefix, ("{}:ResourceTag",))]
    if request.prefix == "rds":
        # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/security_iam_service-with-iam.html
        names = [f"rds:{resource.type}-tag"]
    return tag_keys(["aws:ResourceTag", *names], tags_of(request, resource))


#: Services that know aws:ResourceTag alone.
NAMES: dict[str, tuple[str, ...]] = dict.fromkeys(("cloudwatch", "dynamodb", "logs", "sns", "cloudfront"), ())


def tags_of(request: Request, resource: Resource) -> Tags:
    if resource.id == "*" or request.prefix in WITHOUT_TAGS:
        return []
    if find := DIRECT.get(request.prefix):
        return pairs(find(request, resource))
    backend = request.backend(request.prefix)
    iterate: Callable[[], Iterable[Any]] = getattr(backend, "iter_tagged_resources", lambda: ())
    return next((pairs(one.tags) for one in iterate() if one.arn == resource.arn), [])


WITHOUT_TAGS = {"s3", "route53", "sts"}


def ec2(request: Request, resource: Resource) -> Any:
    backend = request.backend("ec2")
    identifier = resource.id
    if resource.type == "key-pair" and (pair := backend.key_pairs.get(identifier)):
        identifier = pair.id
    return backend.tags.get(identifier)


def rds(request: Request, resource: Resource) -> Any:
    try:
        return request.backend("rds").list_tags_for_resource(resource.arn)
    except Exception:  # moto's, for what is not there
        return []


def autoscaling(request: Request, resource: Resource) -> Any:
    group = request.backend("autoscaling").autoscaling_groups.get(resource.id)
    return [{"Key": tag["key"], "Value": tag["value"]} if "key" in tag else tag for tag in group.tags] if group else []


def iam(request: Request, resource: Resource) -> Any:
    backend = request.backend("iam")
    kinds = {"user": backend.users, "role": backend.roles, "instance-profile": backend.instance_profiles}
    named = (one for one in kinds.get(resource.type, {}).values() if one.arn == resource.arn)
    found = backend.managed_policies.get(resource.arn) if resource.type == "policy" else next(named, None)
    tags = getattr(found, "tags", None) or []
    return list(tags.values()) if isinstance(tags, dict) else tags


def elasticfilesystem(request: Request, resource: Resource) -> Any:
    return request.backend("efs").tagging_service.get_tag_dict_for_resource(resource.id)


def elasticloadbalancing(request: Request, resource: Resource) -> Any:
    return request.backend("elbv2").tagging_service.get_tag_dict_for_resource(resource.arn)


def dynamodb(request: Request, resource: Resource) -> Any:
    """An index has its table's."""
    tables = request.backend("dynamodb").tables
    found = tables.get(resource.arn.split(":table/")[-1].split("/")[0])
    return found.tags if found else []


def logs(request: Request, resource: Resource) -> Any:
    """A stream has its group's."""
    return request.backend("logs").tagger.get_tag_dict_for_resource(resource.arn.split(":log-stream:")[0])


def by_tagger(request: Request, resource: Resource) -> Any:
    return request.backend(request.prefix).tagger.get_tag_dict_for_resource(resource.arn)


DIRECT: dict[str, Callable[[Request, Resource], Any]] = {
    "autoscaling": autoscaling,
    "budgets": by_tagger,
    "cloudfront": by_tagger,
    "cloudwatch": by_tagger,
    "dynamodb": dynamodb,
    "ec2": ec2,
    "elasticfilesystem": elasticfilesystem,
    "elasticloadbalancing": elasticloadbalancing,
    "iam": iam,
    "logs": logs,
    "rds": rds,
    "scheduler": by_tagger,
}
