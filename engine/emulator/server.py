"""The emulated AWS of one class: moto's server, an id for its memory, a list of what that holds.

    python server.py --port PORT [--strict]

Nothing is written to disk; when the process ends, everything in it is gone.
"""

import argparse
import json
import logging
import os
import re
import socket
import sys
import uuid

HOST = "127.0.0.1"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--strict", action="store_true", help="refuse what violates AWS's service models")
    given = parser.parse_args()

    # Taken before moto is loaded, which takes seconds: calls that come meanwhile wait.
    listener = socket.create_server((HOST, given.port), backlog=128)
    os.environ["MOTO_PORT"] = str(given.port)
    # Else a page of any site could read what is in it.
    os.environ["MOTO_DISABLE_GLOBAL_CORS"] = "true"
    os.environ["MOTO_IAM_LOAD_MANAGED_POLICIES"] = "true"
    serve(listener, given.strict)


def serve(listener: socket.socket, is_strict: bool) -> None:
    from moto.server import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    import inventory
    import patches
    import regions
    import traffic

    class Handler(MotoRequestHandler):
        # An answer leaves in one piece, its head not before its body. AWS's SDK for Go, which Terraform's provider
        # uses, may close the connection between the two, and then makes a call again that was carried out already
        # (https://github.com/aws/aws-sdk-go-v2/issues/2737).
        wbufsize = 256 * 1024

        def handle_expect_100(self) -> bool:
            """The client waits for this before it sends its body."""
            goes_on = super().handle_expect_100()
            self.wfile.flush()
            return goes_on

        def log_request(self, *_: object) -> None:
            """Only failures are worth a line."""

    inventory.watch()
    patches.load()
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moto = DomainDispatcherApplication(create_backend_app)
    if is_strict:
        from strict import Strict

        moto = Strict(moto)
    port = listener.getsockname()[1]
    make_server(
        HOST,
        port,
        Emulator(moto, inventory.list_resources, regions.in_use, traffic.listens_at),
        threaded=True,
        request_handler=Handler,
        fd=listener.fileno(),
    ).serve_forever()


class Emulator:
    """The WSGI application: moto's, and four routes of our own below the prefix that moto keeps."""

    def __init__(self, moto, list_resources, list_regions, traffic_listens_at) -> None:
        self.moto = moto
        self.list_resources = list_resources
        self.list_regions = list_regions
        self.traffic_listens_at = traffic_listens_at
        self.memory = uuid.uuid4().hex

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/moto-api") and not is_local(environ):
            return answer(start_response, {"message": "for programs on this machine only"}, "403 Forbidden")
        match environ["REQUEST_METHOD"], environ["PATH_INFO"]:
            case "GET", "/moto-api/class/identity":
                return answer(start_response, {"id": self.memory, "pid": os.getpid()})
            case "GET", "/moto-api/class/inventory":
                return answer(start_response, self.list_resources())
            case "GET", "/moto-api/class/regions":
                return answer(start_response, self.list_regions())
            case "POST", "/moto-api/class/traffic":
                return answer(start_response, self.traffic_listens_at(*introduced(environ)))
            case "POST", "/moto-api/reset":
                self.memory = uuid.uuid4().hex
        return self.moto(environ, start_response)


def is_local(environ) -> bool:
    """Whether no page of another site has sent a request: a browser would say so, or call this machine by the site's name."""
    host = re.fullmatch(r"(127\.0\.0\.1|localhost)(:\d+)?", environ.get("HTTP_HOST", ""))
    return host is not None and "HTTP_ORIGIN" not in environ


def introduced(environ) -> tuple[str, str]:
    return environ["QUERY_STRING"], environ.get("HTTP_X_CLASS_TOKEN", "")


def answer(start_response, value, status="200 OK") -> list[bytes]:
    body = json.dumps(value).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
    start_response(status, headers)
    return [body]


if __name__ == "__main__":
    sys.exit(main())
