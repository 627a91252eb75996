"""Answers AWS calls for emulator-patches.test.ts, a line of JSON in, a line out.

    python boto3_calls.py ENDPOINT

In: service, operation, parameters, region, query (JMESPath). Out: result, or error as "Code: message".
"""

import json
import sys
from functools import cache

import boto3
import jmespath
from botocore.config import Config
from botocore.exceptions import ClientError


@cache
def client(service: str, region: str):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=sys.argv[1],
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}),
    )


def answer(request: dict) -> dict:
    call = getattr(client(request["service"], request["region"]), request["operation"])
    try:
        return {"result": jmespath.search(request["query"], call(**request["parameters"]))}
    except ClientError as error:
        return {"error": "{Code}: {Message}".format(**error.response["Error"])}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
