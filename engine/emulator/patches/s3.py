"""S3: what moto gets wrong.

- Delete markers in a bucket whose versioning is suspended: deleting one fails, and deleting one version of an object
  deletes all of them.
- Bucket policies: conditions (moto ignores most of them, so that a Deny without TLS denies everything) and principals
  (what a policy allows a service, moto allows everybody). The emulator has no TLS, and is taken to have it, unless
  X-Forwarded-Proto says that the visitor came without it. An unsigned request can come from a service of AWS's, which
  the traffic of the class stands for: X-Class-Service, and X-Class-Source-Arn for what of the account it does so. Of
  anybody else these headers are not believed.
- HeadObject asks for the right to s3:GetObject; moto knows an action s3:HeadObject, which no policy allows.
- Keys in lists of versions and of uploads: AWS encodes them where asked to, because XML has no control characters.
- Block Public Access: with RestrictPublicBuckets no policy lets a stranger in, with IgnorePublicAcls no access control list.

https://docs.aws.amazon.com/AmazonS3/latest/userguide/DeletingObjectVersions.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadObject.html
https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
"""

from urllib.parse import quote

import traffic
from extending import extends
from flask import has_request_context
from flask import request as sent
from moto.core.responses import BaseResponse
from moto.iam.access_control import PermissionResult
from moto.s3.models import FakeBucket, FakeDeleteMarker, FakeKey, S3Backend
from moto.s3.responses import S3Response
from policies import ALLOWED, EXPLICIT_DENY, decide

delete_object = S3Backend.delete_object
key_response = S3Response._key_response

RESULTS = {ALLOWED: PermissionResult.PERMITTED, EXPLICIT_DENY: PermissionResult.DENIED}


@extends(FakeDeleteMarker)
class _:
    def dispose(self):
        """It holds no data."""


@extends(FakeBucket, replacing=["get_permission"])
class _:
    def get_permission(self, action, resource):
        if self.policy is None:
            return PermissionResult.NEUTRAL
        asked = "s3:GetObject" if action == "s3:HeadObject" else action
        service = serving()
        decision = decide([self.policy.decode()], asked, resource, {"aws:securetransport": [secure()], **service})
        if decision == ALLOWED and not service and blocks(self, "restrict_public_buckets"):
            return PermissionResult.NEUTRAL
        return RESULTS.get(decision, PermissionResult.NEUTRAL)


def secure():
    """Whether the visitor came with TLS."""
    without = has_request_context() and sent.headers.get("X-Forwarded-Proto") == "http"
    return "false" if without else "true"


def serving():
    """The condition keys of a service that asks for the account; none for a stranger."""
    named = sent.headers.get("X-Class-Service") if has_request_context() else None
    if not named or not traffic.has_sent(sent.headers):
        return {}
    return {"aws:principalservicename": [named], "aws:sourcearn": [sent.headers.get("X-Class-Source-Arn", "")]}


def blocks(bucket, setting):
    """Whether a setting of the bucket's public access block is on."""
    return bucket.public_access_block is not None and getattr(bucket.public_access_block, setting)


@extends(S3Backend, replacing=["delete_object"])
class _:
    def delete_object(self, bucket_name, key_name, version_id=None, bypass=False):
        bucket = self.get_bucket(bucket_name)
        versions = bucket.keys.getlist(key_name, [])
        if bucket.is_versioned or version_id is None or len(versions) < 2:
            return delete_object(self, bucket_name, key_name, version_id, bypass)
        kept = [version for version in versions if str(version.version_id or "null") != version_id]
        bucket.keys.setlist(key_name, kept)
        return len(kept) < len(versions), {"version-id": version_id}


#: Where lists have keys that AWS encodes on demand.
ENCODED = {
    "ListObjectVersions": ("Versions", "DeleteMarkers"),
    "ListMultipartUploads": ("Uploads",),
}


@extends(S3Response, replacing=["_key_response"])
class _:
    def serialized(self, action_result):
        lists = ENCODED.get(self.data.get("Action"), ())
        if lists and self.querystring.get("encoding-type") == ["url"]:
            result = action_result.result
            for each in (each for name in lists for each in result[name]):
                each["Key"] = quote(each["Key"])
            if "NextKeyMarker" in result:
                result["NextKeyMarker"] = quote(result["NextKeyMarker"])
            result["EncodingType"] = "url"
        return BaseResponse.serialized(self, action_result)

    def _key_response(self, request, full_url):
        signed = "Authorization" in request.headers or "Signature=" in full_url
        if request.method in ("GET", "HEAD") and not signed:
            bucket = self.backend.get_bucket(self.parse_bucket_name_from_url(request, full_url))
            key = bucket.keys.get(self.parse_key_name())
            if not isinstance(key, FakeKey):
                if bucket.get_permission("s3:ListBucket", bucket.arn) != PermissionResult.PERMITTED:
                    return 403, {}, ""
            elif blocks(bucket, "ignore_public_acls"):
                resource = f"{bucket.arn}/{self.parse_key_name()}"
                if bucket.get_permission("s3:GetObject", resource) != PermissionResult.PERMITTED:
                    return 403, {}, ""
        return key_response(self, request, full_url)
