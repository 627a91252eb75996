"""The most used of AWS's own policies.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
"""

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
