"""S3: actions have other names than operations; keys of listings and of objects' tags.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from moto.s3.models import FakeKey

from authorization.request import Ask, Keys, Request, Resource, one
from authorization.tagging import sent_tags, tag_keys

ACTIONS = {
    "CompleteMultipartUpload": "PutObject",
    "CopyObject": "PutObject",
    "CreateMultipartUpload": "PutObject",
    "DeleteBucketCors": "PutBucketCORS",
    "DeleteBucketEncryption": "PutEncryptionConfiguration",
    "DeleteBucketLifecycle": "PutLifecycleConfiguration",
    "DeleteBucketOwnershipControls": "PutBucketOwnershipControls",
    "DeleteBucketReplication": "PutReplicationConfiguration",
    "DeleteBucketTagging": "PutBucketTagging",
    "DeleteObjects": "DeleteObject",
    "DeletePublicAccessBlock": "PutBucketPublicAccessBlock",
    "GetBucketCors": "GetBucketCORS",
    "GetObjectLockConfiguration": "GetBucketObjectLockConfiguration",
    "GetPublicAccessBlock": "GetBucketPublicAccessBlock",
    "HeadBucket": "ListBucket",
    "HeadObject": "GetObject",
    "ListBuckets": "ListAllMyBuckets",
    "ListMultipartUploads": "ListBucketMultipartUploads",
    "ListObjects": "ListBucket",
    "ListObjectsV2": "ListBucket",
    "ListObjectVersions": "ListBucketVersions",
    "ListParts": "ListMultipartUploadParts",
    "PutBucketCors": "PutBucketCORS",
    "PutObjectLockConfiguration": "PutBucketObjectLockConfiguration",
    "PutPublicAccessBlock": "PutBucketPublicAccessBlock",
    "UploadPart": "PutObject",
    "UploadPartCopy": "PutObject",
}
#: GetBucketEncryption is GetEncryptionConfiguration, and so on.
CONFIGURATION = re.compile(
    r"(Get|Put)Bucket(Accelerate|Analytics|Encryption|Inventory|Lifecycle|Metrics|Notification|Replication)(Configuration)?"
)
#: Actions on one version of an object have a name of their own.
OF_VERSION = {"DeleteObject", "GetObject", "GetObjectAcl", "GetObjectTagging", "PutObjectAcl", "PutObjectTagging"}


def action(request: Request) -> str:
    name = ACTIONS.get(request.operation, request.operation)
    if found := CONFIGURATION.fullmatch(name):
        return f"{found[1]}BucketNotification" if found[2] == "Notification" else f"{found[1]}{found[2]}Configuration"
    if name in OF_VERSION and request.values("VersionId"):
        return re.sub("Object", "ObjectVersion", name, count=1)
    return name


def prepare(request: Request) -> None:
    if request.operation == "DeleteObjects":
        request.parameters["Key"] = request.values("Delete.Objects.Key")


def resources(request: Request) -> list[Resource] | None:
    if request.operation == "ListBuckets":
        return [Resource("bucket", f"arn:{request.partition}:s3:::*")]
    return None


def keys(request: Request, resource: Resource) -> Keys:
    parameters = request.parameters
    found = {
        **one("s3:prefix", parameters.get("Prefix")),
        **one("s3:delimiter", parameters.get("Delimiter")),
        **one("s3:max-keys", parameters.get("MaxKeys")),
        **one("s3:x-amz-acl", parameters.get("ACL")),
        **one("s3:VersionId", parameters.get("VersionId")),
        **one("s3:x-amz-server-side-encryption", parameters.get("ServerSideEncryption")),
        **one("s3:LocationConstraint", *request.values("CreateBucketConfiguration.LocationConstraint")),
    }
    if resource.type == "object":
        tags = sent_tags(request, "object")
        found.update(tag_keys(["s3:RequestObjectTag"], tags))
        found.update(one("s3:RequestObjectTagKeys", *(key for key, _ in tags)))
        found.update(tag_keys(["s3:ExistingObjectTag"], existing_tags(request, resource)))
    return found


def existing_tags(request: Request, resource: Resource) -> list[tuple[str, str]]:
    backend = request.backend("s3")
    bucket, _, key = resource.arn.split(":", 5)[5].partition("/")
    found = backend.buckets[bucket].keys.get(key) if bucket in backend.buckets else None
    # A delete marker has no tags.
    return list(backend.tagger.get_tag_dict_for_resource(found.arn).items()) if isinstance(found, FakeKey) else []


def more(request: Request) -> Iterator[Ask]:
    """Tags of an object that is written, an access control list for it, what a copy reads."""
    objects = [f"arn:{request.partition}:s3:::{request.parameters.get('Bucket')}/{one}" for one in request.values("Key")]
    if request.operation in ("PutObject", "CopyObject", "CreateMultipartUpload"):
        for member, name in (("Tagging", "PutObjectTagging"), ("ACL", "PutObjectAcl")):
            if request.parameters.get(member):
                for arn in objects:
                    yield Ask(f"s3:{name}", arn, keys(request, Resource("object", arn)))
    for source in request.values("CopySource"):
        path, _, version = unquote(source).removeprefix("/").partition("?versionId=")
        arn = path if path.startswith("arn:") else f"arn:{request.partition}:s3:::{path}"
        resource = Resource("object", arn)
        tags = tag_keys(["s3:ExistingObjectTag"], existing_tags(request, resource))
        yield Ask("s3:GetObjectVersion" if version else "s3:GetObject", arn, tags)
