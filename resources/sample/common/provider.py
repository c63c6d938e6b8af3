"""The payment provider: authorise when an order is placed, capture soon after, refund on request."""

from typing import Any

from common.call_json import Unreachable, call_json
from common.settings import setting

URL = setting("PAYMENTS_URL")
KEY = setting("PAYMENTS_KEY")


class Declined(Exception):
    """The provider's no, in words for the customer."""


def authorise(amount_cents: int, currency: str, order: str, card: str) -> dict[str, Any]:
    body = {"amount": amount_cents, "currency": currency, "reference": order, "card": card}
    return _post("/v1/payments", body)


def capture(payment: str) -> None:
    _post(f"/v1/payments/{payment}/capture", {})


def refund(payment: str) -> None:
    _post(f"/v1/payments/{payment}/refund", {})


def _post(path: str, body: dict[str, Any]) -> dict[str, Any]:
    status, answer = call_json("POST", URL + path, body, {"Authorization": f"Bearer {KEY}"})
    if status == 402:
        raise Declined(answer["error"])
    if status >= 400:
        raise Unreachable(f"POST {URL}{path} answered {status}: {answer.get('error')}")
    return answer
