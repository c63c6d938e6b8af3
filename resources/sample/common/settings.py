import logging
import os
import sys


def setting(name: str, default: str | None = None) -> str:
    """The value of an environment variable; the service ends with a plain message where it is missing."""
    value = os.environ.get(name, default)
    if value is None:
        sys.exit(f"{name} is not set; .env.example lists what the shop needs")
    return value


def log_to_stdout(service: str) -> logging.Logger:
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    return logging.getLogger(service)
