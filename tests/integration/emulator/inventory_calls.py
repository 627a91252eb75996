"""Calls to an emulated AWS, phase by phase, for inventory.test.ts.

    python inventory_calls.py ENDPOINT

Says `read`, `created`, `deleted` when a phase is over; the next begins with a line on standard input.
"""

import sys
from contextlib import ExitStack
from functools import partial

import boto3
from botocore.config import Config
from inventory_creates import create
from inventory_reads import read


def main(endpoint: str) -> None:
    client = partial(
        boto3.client,
        endpoint_url=endpoint,
        aws_access_key_id="test",
        aws_secret_access_key="test",
        config=Config(s3={"addressing_style": "path"}),
    )
    read(client)
    end_phase("read")
    with ExitStack() as undo:
        create(client, undo.callback)
        end_phase("created")
    end_phase("deleted")


def end_phase(name: str) -> None:
    print(name, flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    main(sys.argv[1])
