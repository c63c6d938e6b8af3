import json
import urllib.error
import urllib.request
from typing import Any


class Unreachable(Exception):
    """The other side gave no answer that can be used."""


def call_json(method: str, url: str, body: Any = None, headers: dict[str, str] | None = None) -> tuple[int, Any]:
    """Sends and receives JSON; returns the status with the answer, whatever the status is below 500.

    The conventional proxy variables (https_proxy, no_proxy) and SSL_CERT_FILE are honoured.
    """
    data = None if body is None else json.dumps(body).encode()
    asked = {"Content-Type": "application/json", "Accept": "application/json", **(headers or {})}
    request = urllib.request.Request(url, data=data, method=method, headers=asked)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise Unreachable(f"{method} {url} answered {error.code}") from error
        try:
            return error.code, json.load(error)
        except ValueError as garbled:
            raise Unreachable(f"{method} {url} answered {error.code} without JSON") from garbled
    except (OSError, ValueError) as error:
        raise Unreachable(f"{method} {url} failed: {error}") from error
