"""Refuses requests that violate AWS's own service models, as AWS does and moto does not: what is required, the values of an
enumeration, patterns, lengths and ranges. The models are botocore's, the parsers moto's.

It takes time for every request, and is on with `server.py --strict` only: in the tests of all labs.
"""

import io
import sys
from collections.abc import Callable, Iterable
from typing import Any

from strict.answers import answer
from calls import Call, Unreadable, call_in
from strict.constraints import violations


class Strict:
    """The WSGI application around moto's."""

    def __init__(self, moto: Callable[..., Iterable[bytes]]) -> None:
        self.moto = moto
        self.mute: set[str] = set()

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if environ["PATH_INFO"].startswith("/moto-api/"):
            return self.moto(environ, start_response)
        call = self.read(environ)
        found = call and violations(call.operation.input_shape, call.parameters)
        if not call or not found:
            return self.moto(environ, start_response)
        say(f"{VIOLATION}: {call.name}: {'; '.join(found)}")
        return answer(call, found, start_response)

    def read(self, environ: dict[str, Any]) -> Call | None:
        body = body_of(environ)
        try:
            return call_in(environ, body)
        except Unreadable as error:
            self.say_once(f"not checked against AWS's model: {error}")
            return None

    def say_once(self, line: str) -> None:
        if line not in self.mute:
            self.mute.add(line)
            say(line)


#: How lines of the log begin that a test looks for.
VIOLATION = "violates AWS's model"


def say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def body_of(environ: dict[str, Any]) -> bytes:
    """The body, which can be read again. One that is sent in chunks is an object's: moto takes it as it comes."""
    length = int(environ.get("CONTENT_LENGTH") or 0)
    if length == 0:
        return b""
    body = environ["wsgi.input"].read(length)
    environ["wsgi.input"] = io.BytesIO(body)
    return body
