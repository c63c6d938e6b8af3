import time
from typing import Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from common.settings import log_to_stdout


class Refused(Exception):
    """A request that can't be granted: an HTTP status and a sentence for the person who asked."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


def make_service(name: str) -> Flask:
    """A Flask application in the folder of its name, that logs each request but the health checks."""
    app = Flask(name, root_path=f"/srv/{name}")
    log = log_to_stdout(name)

    @app.before_request
    def start_clock() -> None:
        g.started = time.monotonic()

    @app.after_request
    def log_request(response: Response) -> Response:
        if request.path != "/health":
            took = (time.monotonic() - g.started) * 1000
            log.info("%s %s %s, %.0f ms", request.method, request.path, response.status_code, took)
        return response

    return app


def answer_errors_as_json(app: Flask) -> None:
    @app.errorhandler(Refused)
    def refused(error: Refused) -> tuple[dict[str, str], int]:
        return {"error": error.message}, error.status

    # What was raised and not caught comes here too, as a 500, after Flask has logged it.
    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> tuple[dict[str, str], int]:
        return {"error": error.description or error.name}, error.code or 500


def text_field(body: Any, name: str, longest: int = 200) -> str:
    """A text that must be there, without the blanks around it."""
    value = body.get(name) if isinstance(body, dict) else None
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise Refused(400, f"Please fill in {name.replace('_', ' ')} (at most {longest} characters).")
    return value.strip()
