"""A distribution keeps its whole configuration."""

import copy

from extending import extends
from moto.cloudfront.exceptions import DomainNameNotAnS3Bucket, OriginDoesNotExist
from moto.cloudfront.models import DistributionConfig

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
