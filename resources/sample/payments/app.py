"""A stand-in for the payment provider: payments live in memory, a webhook follows each change.

Any card is good but `tok_declined`.
"""

import hashlib
import hmac
import json
import secrets
import threading
import time
import urllib.request
from typing import Any

from flask import request

from common.settings import setting
from common.web_service import Refused, answer_errors_as_json, make_service, text_field

KEY = setting("PAYMENTS_KEY")
WEBHOOK_URL = setting("WEBHOOK_URL")
WEBHOOK_SECRET = setting("PAYMENTS_WEBHOOK_SECRET").encode()

app = make_service("payments")
answer_errors_as_json(app)
payments: dict[str, dict[str, Any]] = {}
lock = threading.Lock()


@app.before_request
def check_key() -> None:
    given = request.headers.get("Authorization", "")
    if request.path != "/health" and not hmac.compare_digest(given, f"Bearer {KEY}"):
        raise Refused(401, "The key is wrong.")


@app.get("/health")
def health() -> Any:
    return {"status": "ok"}


@app.get("/v1/payments")
def list_payments() -> Any:
    return {"payments": list(payments.values())}


@app.post("/v1/payments")
def create() -> Any:
    body = request.get_json()
    amount, card = body.get("amount"), text_field(body, "card")
    if not isinstance(amount, int) or amount <= 0:
        raise Refused(400, "The amount is in cents, and more than none.")
    if card == "tok_declined":
        raise Refused(402, "The card was declined.")
    payment = {
        "id": f"pay_{secrets.token_hex(8)}",
        "status": "authorised",
        "amount": amount,
        "currency": text_field(body, "currency", 3),
        "reference": text_field(body, "reference"),
        "last4": "4242",
    }
    payments[payment["id"]] = payment
    return payment, 201


@app.post("/v1/payments/<payment>/capture")
def capture(payment: str) -> Any:
    return change(payment, "authorised", "captured")


@app.post("/v1/payments/<payment>/refund")
def refund(payment: str) -> Any:
    return change(payment, "captured", "refunded")


def change(name: str, before: str, after: str) -> Any:
    """Moves a payment on. Asked again it changes nothing, but tells the shop again."""
    with lock:
        payment = payments.get(name)
        if payment is None:
            raise Refused(404, f"There is no payment {name}.")
        if payment["status"] not in (before, after):
            raise Refused(409, f"{name} is {payment['status']}, so it can't be {after}.")
        payment["status"] = after
    threading.Thread(target=tell, args=(name, after), daemon=True).start()
    return payment


def tell(payment: str, status: str) -> None:
    body = json.dumps({"payment": payment, "status": status}).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Signature": hmac.new(WEBHOOK_SECRET, body, hashlib.sha256).hexdigest(),
    }
    for wait in (0, 1, 5, 25):
        time.sleep(wait)
        try:
            urllib.request.urlopen(urllib.request.Request(WEBHOOK_URL, body, headers), timeout=10).close()
            return
        except OSError as error:
            app.logger.warning("the webhook about %s failed: %s", payment, error)
