import json
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import redis

from common import jobs, provider
from common.database import one, transaction
from common.settings import log_to_stdout
from worker.order_mail import send_order_mail

ALIVE = Path("/tmp/alive")
log = log_to_stdout("worker")
stopping = False


def payment_event(payment: str, status: str) -> None:
    """Writes down what the provider said. Said twice or too late, it changes nothing."""
    becomes, before = {"captured": ("paid", "{placed}"), "refunded": ("refunded", "{placed,paid}")}[status]
    with transaction() as db:
        # The states of a payment are in the order in which they come.
        sql = """update payments set status = greatest(status, %(status)s::payment_status)
                  where provider_reference = %(payment)s returning order_id"""
        found = one(db, sql, payment=payment, status=status)
        if found is None:
            log.warning("payment %s is not of this shop", payment)
            return
        order = found["order_id"]
        sql = """update orders set status = %(becomes)s
                  where id = %(order)s and status = any (%(before)s::order_status[]) returning id"""
        if one(db, sql, order=order, becomes=becomes, before=before) and becomes == "refunded":
            db.execute("select restock(%s)", [order])
    jobs.push("mail", order=order, about=becomes)


def mail(order: int, about: str) -> None:
    sent = send_order_mail(order, about)
    log.info("order %s: %s", order, f"mail sent, it is {about}" if sent else "no mail due")


KINDS: dict[str, Callable[..., None]] = {
    "capture": provider.capture,
    "refund": provider.refund,
    "payment-event": payment_event,
    "mail": mail,
}


def work(raw: str) -> None:
    job: dict[str, Any] = json.loads(raw)
    try:
        KINDS[job["kind"]](**job["data"])
        jobs.done(raw)
        log.info("%s done", job["kind"])
    except redis.RedisError:
        raise
    except Exception as error:
        wait = jobs.retry(raw)
        then = "given up" if wait is None else f"again in {wait:.0f} s"
        log.warning("%s failed (%s: %s), %s", job["kind"], type(error).__name__, error, then)


def stop(_signal: int, _frame: object) -> None:
    global stopping
    stopping = True


def main() -> None:
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    log.info("waiting for jobs")
    fresh = True
    while not stopping:
        try:
            if fresh:
                jobs.take_back()
                fresh = False
            raw = jobs.take(seconds=1)
            ALIVE.touch()
            if raw:
                work(raw)
        except redis.RedisError as error:
            log.error("the cache does not answer: %s", error)
            fresh = True
            time.sleep(1)
    log.info("stopped")


if __name__ == "__main__":
    main()
