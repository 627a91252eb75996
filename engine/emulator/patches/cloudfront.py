"""CloudFront: what moto lacks or forgets.

- A distribution keeps its whole configuration; moto keeps a choice of it, without origin access control or function
  associations, and makes up parts of the certificate's settings.
- Cache, origin request and response headers policies: create, get, update, delete, list, with the most used of AWS's own.
- Functions: UpdateFunction, PublishFunction, the stage LIVE.

https://docs.aws.amazon.com/cloudfront/latest/APIReference/
https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
"""

import copy
from functools import cached_property

from extending import extends
from moto.cloudfront import urls
from moto.cloudfront.exceptions import (
    CloudFrontException,
    DomainNameNotAnS3Bucket,
    InvalidIfMatchVersion,
    NoSuchFunctionExists,
    OriginDoesNotExist,
)
from moto.cloudfront.models import CloudFrontBackend, CloudFrontFunction, DistributionConfig, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.common_models import BaseModel
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import camelcase_to_underscores, utcnow
from moto.moto_api._internal import mock_random as random

NONE = {"Quantity": 0}
METHODS = {"Quantity": 2, "Items": ["HEAD", "GET"]}

#: What AWS adds where a request leaves it out.
CONFIG_DEFAULTS = {
    "Aliases": NONE,
    "OriginGroups": NONE,
    "CacheBehaviors": NONE,
    "CustomErrorResponses": NONE,
    "Logging": {"Enabled": False, "IncludeCookies": False, "Bucket": "", "Prefix": ""},
    "PriceClass": "PriceClass_All",
    "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
    "WebACLId": "",
    "HttpVersion": "http2",
    "IsIPV6Enabled": True,
    "DefaultRootObject": "",
    "Staging": False,
    "ContinuousDeploymentPolicyId": "",
}
OWN_CERTIFICATE = {
    "CloudFrontDefaultCertificate": True,
    "SSLSupportMethod": "vip",
    "MinimumProtocolVersion": "TLSv1",
    "CertificateSource": "cloudfront",
}
BEHAVIOR_DEFAULTS = {
    "TrustedSigners": {"Enabled": False, "Quantity": 0},
    "TrustedKeyGroups": {"Enabled": False, "Quantity": 0},
    "AllowedMethods": {**METHODS, "CachedMethods": METHODS},
    "SmoothStreaming": False,
    "Compress": False,
    "LambdaFunctionAssociations": NONE,
    "FunctionAssociations": NONE,
    "FieldLevelEncryptionId": "",
}
FORWARDING_DEFAULTS = {
    "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
    "MinTTL": 0,
    "DefaultTTL": 86400,
    "MaxTTL": 31536000,
}
ORIGIN_DEFAULTS = {
    "OriginPath": "",
    "CustomHeaders": NONE,
    "ConnectionAttempts": 3,
    "ConnectionTimeout": 10,
    "OriginShield": {"Enabled": False},
    "OriginAccessControlId": "",
}
CUSTOM_ORIGIN_DEFAULTS = {"OriginReadTimeout": 30, "OriginKeepaliveTimeout": 5}


def complete(given, *defaults):
    """The parts that are given, with the defaults for those that are not."""
    for default in defaults:
        for key, value in default.items():
            if given.get(key) is None:
                given[key] = copy.deepcopy(value)


@extends(DistributionConfig, replacing=["__init__"])
class _:
    def __init__(self, config):
        complete(config, CONFIG_DEFAULTS)
        for origin in config["Origins"]["Items"]:
            complete(origin, ORIGIN_DEFAULTS)
            if "S3OriginConfig" in origin and not origin["DomainName"].endswith("amazonaws.com"):
                raise DomainNameNotAnS3Bucket
            if "CustomOriginConfig" in origin:
                complete(origin["CustomOriginConfig"], CUSTOM_ORIGIN_DEFAULTS)
        certificate = config.setdefault("ViewerCertificate", {})
        custom = certificate.get("ACMCertificateArn") or certificate.get("IAMCertificateId")
        if not custom:
            certificate.update(OWN_CERTIFICATE)
        origins = [origin["Id"] for origin in config["Origins"]["Items"]]
        for behavior in [config["DefaultCacheBehavior"], *config["CacheBehaviors"].get("Items", [])]:
            complete(behavior, BEHAVIOR_DEFAULTS, {} if behavior.get("CachePolicyId") else FORWARDING_DEFAULTS)
            if behavior["TargetOriginId"] not in origins:
                raise OriginDoesNotExist
        vars(self).update(config)
        self.caller_reference = config["CallerReference"]


def forwarded(cookies="none", headers="none", query_strings="none", items=()):
    listed = {"Headers": {"Quantity": len(items), "Items": list(items)}} if items else {}
    return {
        "CookiesConfig": {"CookieBehavior": cookies},
        "HeadersConfig": {"HeaderBehavior": headers, **listed},
        "QueryStringsConfig": {"QueryStringBehavior": query_strings},
    }


def cached(default, maximum, minimum, compressed):
    accepted = {"EnableAcceptEncodingGzip": compressed, "EnableAcceptEncodingBrotli": compressed}
    return {
        "DefaultTTL": default,
        "MaxTTL": maximum,
        "MinTTL": minimum,
        "ParametersInCacheKeyAndForwardedToOrigin": {**accepted, **forwarded()},
    }


DAY, YEAR = 86400, 31536000
CORS_HEADERS = ["origin", "access-control-request-headers", "access-control-request-method"]
SECURITY_HEADERS = {
    "XSSProtection": {"Override": False, "Protection": True, "ModeBlock": True},
    "FrameOptions": {"Override": False, "FrameOption": "SAMEORIGIN"},
    "ReferrerPolicy": {"Override": False, "ReferrerPolicy": "strict-origin-when-cross-origin"},
    "ContentTypeOptions": {"Override": True},
    "StrictTransportSecurity": {"Override": False, "AccessControlMaxAgeSec": YEAR},
}

#: AWS's own policies: kind -> id -> name without "Managed-", configuration.
MANAGED = {
    "CachePolicy": {
        "658327ea-f89d-4fab-a63d-7e88639e58f6": ("CachingOptimized", cached(DAY, YEAR, 1, True)),
        "4135ea2d-6df8-44a3-9df3-4b5a84be39ad": ("CachingDisabled", cached(0, 0, 0, False)),
        "b2884449-e4de-46a7-ac36-70bc7f1ddd6d": (
            "CachingOptimizedForUncompressedObjects",
            cached(DAY, YEAR, 1, False),
        ),
    },
    "OriginRequestPolicy": {
        "88a5eaf4-2fd4-4709-b370-b4c650ea3fcf": ("CORS-S3Origin", forwarded(headers="whitelist", items=CORS_HEADERS)),
        "216adef6-5c7f-47e4-b989-5492eafa07d3": ("AllViewer", forwarded("all", "allViewer", "all")),
        "b689b0a8-53d0-40ab-baf2-68738e2966ac": (
            "AllViewerExceptHostHeader",
            forwarded("all", "allExcept", "all", ["host"]),
        ),
    },
    "ResponseHeadersPolicy": {
        "67f7725c-6f97-4210-82d7-5512b31e9d03": (
            "SecurityHeadersPolicy",
            {"SecurityHeadersConfig": SECURITY_HEADERS},
        ),
    },
}
PLURALS = {kind: f"{kind.removesuffix('y')}ies" for kind in MANAGED}


class Policy(BaseModel):
    __module__ = "moto.cloudfront.models"

    def __init__(self, kind, config, policy_id=None):
        self.kind = kind
        self.id = policy_id or str(random.uuid4())
        self.put(config)

    def put(self, config):
        self.config = config
        self.etag = random_id()
        self.last_modified_time = utcnow()

    def described(self):
        return {"Id": self.id, "LastModifiedTime": self.last_modified_time, f"{self.kind}Config": self.config}


@extends(CloudFrontBackend, replacing=["describe_function", "get_function"])
class _:
    @cached_property
    def policies(self):
        """By kind and id."""
        return {kind: {} for kind in MANAGED}

    def list_policies(self, kind):
        own = [
            Policy(kind, {"Name": f"Managed-{name}", "Comment": "", **config}, policy_id)
            for policy_id, (name, config) in MANAGED[kind].items()
        ]
        return [("managed", policy) for policy in own] + [("custom", one) for one in self.policies[kind].values()]

    def get_policy(self, kind, policy_id):
        for _, policy in self.list_policies(kind):
            if policy.id == policy_id:
                return policy
        raise CloudFrontException(f"NoSuch{kind}", f"The {words(kind)} does not exist.")

    def _name_is_free(self, kind, config, policy_id=None):
        if any(one.config["Name"] == config["Name"] and one.id != policy_id for _, one in self.list_policies(kind)):
            message = f"A {words(kind)} with this name already exists. Provide a unique name."
            raise CloudFrontException(f"{kind}AlreadyExists", message)

    def create_policy(self, kind, config):
        self._name_is_free(kind, config)
        policy = Policy(kind, config)
        self.policies[kind][policy.id] = policy
        return policy

    def update_policy(self, kind, policy_id, config, if_match):
        policy = self._own_policy(kind, policy_id, if_match, "IllegalUpdate")
        self._name_is_free(kind, config, policy_id)
        policy.put(config)
        return policy

    def delete_policy(self, kind, policy_id, if_match):
        self._own_policy(kind, policy_id, if_match, "IllegalDelete")
        del self.policies[kind][policy_id]

    def _own_policy(self, kind, policy_id, if_match, otherwise):
        policy = self.get_policy(kind, policy_id)
        if policy_id in MANAGED[kind]:
            raise CloudFrontException(otherwise, f"You cannot change a managed {words(kind)}.")
        if not if_match or if_match != policy.etag:
            raise InvalidIfMatchVersion
        return policy

    def describe_function(self, name, stage=None):
        function = self.functions.get(name)
        if function and stage == "LIVE":
            function = function.live
        if not function:
            raise NoSuchFunctionExists(name)
        return function

    def get_function(self, name, stage=None):
        return self.describe_function(name, stage)


@extends(CloudFrontFunction)
class _:
    @cached_property
    def live(self):
        """What was published last."""
        return None

    def put(self, config, code):
        self.config, self.code = config, code
        self.status, self.etag, self.last_modified_time = "UNPUBLISHED", random_id(), utcnow()

    def publish(self):
        self.status = "UNASSOCIATED"
        self.live = copy.copy(self)
        self.live.stage, self.live.live = "LIVE", None
        return self.live


@extends(CloudFrontResponse, replacing=["describe_function", "get_function"])
class _:
    def _function(self):
        return self.backend.describe_function(self._get_param("Name"), self._get_param("Stage"))

    def _matching_function(self):
        function = self._function()
        if self._get_param("IfMatch") != function.etag:
            raise InvalidIfMatchVersion
        return function

    def describe_function(self):
        function = self._function()
        return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

    def get_function(self):
        function = self._function()
        return ActionResult(
            {"FunctionCode": function.code, "ETag": function.etag, "ContentType": "application/octet-stream"}
        )

    def update_function(self):
        function = self._matching_function()
        function.put(self._get_param("FunctionConfig"), self._get_param("FunctionCode"))
        return ActionResult({"FunctionSummary": function.function_summary, "ETag": function.etag})

    def publish_function(self):
        return ActionResult({"FunctionSummary": self._matching_function().publish().function_summary})


def words(kind):
    return camelcase_to_underscores(kind).replace("_", " ")


def policy_actions(kind):
    """The six actions of one kind of policy, by the names that moto gives them."""

    def result(policy):
        return ActionResult({kind: policy.described(), "ETag": policy.etag, "Location": policy.id})

    def create(self):
        return result(self.backend.create_policy(kind, self._get_param(f"{kind}Config")))

    def get(self):
        return result(self.backend.get_policy(kind, self._get_param("Id")))

    def get_config(self):
        policy = self.backend.get_policy(kind, self._get_param("Id"))
        return ActionResult({f"{kind}Config": policy.config, "ETag": policy.etag})

    def update(self):
        config, if_match = self._get_param(f"{kind}Config"), self._get_param("IfMatch")
        return result(self.backend.update_policy(kind, self._get_param("Id"), config, if_match))

    def delete(self):
        self.backend.delete_policy(kind, self._get_param("Id"), self._get_param("IfMatch"))
        return EmptyResult()

    def list_all(self):
        wanted = self._get_param("Type")
        policies = [one for one in self.backend.list_policies(kind) if wanted in (None, one[0])]
        items = [{"Type": origin, kind: policy.described()} for origin, policy in policies]
        return ActionResult({f"{kind}List": {"MaxItems": 100, "Quantity": len(items), "Items": items}})

    actions = {
        f"Create{kind}": create,
        f"Get{kind}": get,
        f"Get{kind}Config": get_config,
        f"Update{kind}": update,
        f"Delete{kind}": delete,
        f"List{PLURALS[kind]}": list_all,
    }
    return {camelcase_to_underscores(name): action for name, action in actions.items()}


for kind in MANAGED:
    extends(CloudFrontResponse)(type(kind, (), policy_actions(kind)))
    path = "{0}/2020-05-31/" + words(kind).replace(" ", "-")
    for route in (f"{path}$", path + "/(?P<policy_id>[^/]+)$", path + "/(?P<policy_id>[^/]+)/config$"):
        urls.url_paths[route] = CloudFrontResponse.dispatch
urls.url_paths["{0}/2020-05-31/function/(?P<function_name>[^/]+)/publish$"] = CloudFrontResponse.dispatch
