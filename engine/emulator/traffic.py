"""The process beside this one that answers for host names (engine/traffic): it knows what servers do, which moto does not keep.

It says where it listens, and a token of its own: requests with that are its own. Patches ask it; where it is not there, or
does not answer, moto's own answer stays.
"""

import hmac
import http.client
import json

HOST = "127.0.0.1"

#: It looks at servers first, which takes seconds when they boot.
SECONDS = 15

#: In the User-Agent of its own requests: what it asks is not asked of it in turn.
AGENT = "class-traffic"

_port: int | None = None
_token = ""


def listens_at(port: str, token: str) -> bool:
    global _port, _token
    _port = int(port) if port.isascii() and port.isdigit() and 0 < int(port) < 65536 else None
    _token = token
    return _port is not None


def is_known() -> bool:
    """Whether it has ever said where it listens: it may be away for a moment since."""
    return _port is not None


def has_sent(headers) -> bool:
    """Whether a request is one of its own: nobody else stands for services of AWS's."""
    return _token != "" and hmac.compare_digest(headers.get("X-Class-Token", "").encode(), _token.encode())


def is_asking(headers) -> bool:
    return AGENT in headers.get("User-Agent", "")


def ask(path: str):
    """What it says, from JSON; None when it knows nothing of that, or is not there."""
    if _port is None:
        return None
    connection = http.client.HTTPConnection(HOST, _port, timeout=SECONDS)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return json.loads(response.read()) if response.status == 200 else None
    except (OSError, http.client.HTTPException, ValueError):
        return None
    finally:
        connection.close()
