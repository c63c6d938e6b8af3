import hashlib
import hmac
import json
from typing import Any

import psycopg2
import redis
from flask import request

from api import accounts, orders
from common import jobs
from common.database import every, one, transaction
from common.settings import setting
from common.web_service import Refused, answer_errors_as_json, make_service

WEBHOOK_SECRET = setting("PAYMENTS_WEBHOOK_SECRET").encode()
SEARCH = """
    select sku, name, description, price_cents, stock from products
     where active and (%(words)s = '' or search @@ websearch_to_tsquery('english', %(words)s)) order by sku"""

app = make_service("api")
answer_errors_as_json(app)


@app.errorhandler(psycopg2.OperationalError)
@app.errorhandler(redis.RedisError)
def unavailable(error: Exception) -> Any:
    app.logger.error("%s: %s", type(error).__name__, error)
    return {"error": "The shop is not available right now; please try again."}, 503


@app.errorhandler(psycopg2.DataError)
def unfit(_error: Exception) -> Any:
    return {"error": "One of the values is not of the right form."}, 400


@app.get("/health")
def health() -> Any:
    with transaction() as db:
        one(db, "select 1")
    jobs.cache.ping()
    return {"status": "ok"}


@app.get("/products")
def products() -> Any:
    """All products, kept in the cache for half a minute; a search (?q=) always asks the database."""
    words = request.args.get("q", "").strip()
    kept = None if words else jobs.cache.get("products")
    if kept:
        return json.loads(kept)
    with transaction() as db:
        answer = {"products": every(db, SEARCH, words=words)}
    if not words:
        jobs.cache.set("products", json.dumps(answer), ex=30)
    return answer


@app.post("/customers")
def register() -> Any:
    return accounts.register(request.get_json()), 201


@app.get("/customers/me")
def me() -> Any:
    return accounts.profile(accounts.signed_in())


@app.post("/sessions")
def sign_in() -> Any:
    return accounts.sign_in(request.get_json()), 201


@app.delete("/sessions")
def sign_out() -> Any:
    accounts.sign_out()
    return {}


@app.get("/orders")
def list_orders() -> Any:
    return {"orders": orders.of_customer(accounts.signed_in())}


@app.post("/orders")
def place_order() -> Any:
    return orders.place(accounts.signed_in(), request.get_json()), 201


@app.get("/orders/<number>")
def show_order(number: str) -> Any:
    return orders.show(accounts.signed_in(), number)


@app.post("/orders/<number>/cancel")
def cancel_order(number: str) -> Any:
    return orders.cancel(accounts.signed_in(), number), 202


@app.post("/webhooks/payments")
def payment_event() -> Any:
    """The provider tells what became of a payment. It wants a quick answer, so the worker does the rest."""
    signature = hmac.new(WEBHOOK_SECRET, request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(signature, request.headers.get("X-Signature", "")):
        raise Refused(403, "The signature is wrong.")
    event = request.get_json()
    jobs.push("payment-event", payment=event["payment"], status=event["status"])
    return {}, 202
