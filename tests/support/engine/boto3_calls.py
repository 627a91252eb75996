"""Answers AWS calls of aws-calls.ts, a line of JSON in, a line out.

    python boto3_calls.py ENDPOINT

In: service, operation, parameters, region, query (JMESPath), key (of the caller). Out: result, or error as
"Code: message".
"""

import json
import sys
from functools import cache

import boto3
import jmespath
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError


@cache
def client(service: str, region: str, key_id: str, secret: str, token: str | None = None):
    return boto3.client(
        service,
        region_name=region,
        endpoint_url=sys.argv[1],
        aws_access_key_id=key_id,
        aws_secret_access_key=secret,
        aws_session_token=token,
        config=Config(s3={"addressing_style": "path"}, retries={"max_attempts": 0}),
    )


def answer(request: dict) -> dict:
    call = getattr(
        client(request["service"], request["region"], *request["key"]), request["operation"]
    )
    try:
        return {"result": jmespath.search(request["query"], call(**request["parameters"]))}
    except ClientError as error:
        return {"error": "{Code}: {Message}".format(**error.response["Error"])}
    except (BotoCoreError, ResponseParserError) as error:  # an answer that is none of AWS's: moto lacks the call
        return {"error": f"{type(error).__name__}: {error}"}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), default=str), flush=True)
