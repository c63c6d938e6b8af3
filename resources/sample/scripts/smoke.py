"""One order from the storefront to the mail, against a running stack:

docker compose exec -T api python3 - < scripts/smoke.py

With --isolated after the dash the mail is not looked for: it is in the inbox of the environment's guard.
"""

import json
import os
import re
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from http.cookiejar import CookieJar
from typing import Any

WEB = "http://web:8000"
CUSTOMER = "ada.okonkwo@example.com"
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))


def page(path: str, form: dict[str, str] | None = None) -> str:
    """The page at an address, after redirects, like a visitor gets it."""
    data = None if form is None else urllib.parse.urlencode(form).encode()
    try:
        with browser.open(WEB + path, data, timeout=20) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()


def ask(url: str, key: str = "") -> Any:
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return json.load(answer)


def check(what: str, true: Callable[[], bool]) -> None:
    """Passes as soon as it is true; some of it happens in the worker, a moment later."""
    until = time.monotonic() + 30
    while not true():
        if time.monotonic() > until:
            sys.exit(f"FAILED: {what}")
        time.sleep(0.2)
    print(f"ok: {what}")


def buy(card: str) -> str:
    page("/cart/INK-001", {"by": "1"})
    address = re.search(r'name="address_id" value="(\d+)"', page("/checkout"))
    return page("/checkout", {"address_id": address[1] if address else "", "card": card, "note": "Smoke test"})


def mailed(words: str) -> bool:
    mails = ask("http://mail:8025/messages")
    return any(CUSTOMER in mail["to"] and words in mail["subject"] for mail in mails)


def payment_is(status: str) -> bool:
    payments = ask(f"{os.environ['PAYMENTS_URL']}/v1/payments", os.environ["PAYMENTS_KEY"])["payments"]
    return any(payment["reference"] == number and payment["status"] == status for payment in payments)


isolated = "--isolated" in sys.argv
check("the storefront lists the products", lambda: "Field notebook" in page("/"))
check("the search finds ink", lambda: "midnight blue" in page("/?q=ink") and "Blotter" not in page("/?q=ink"))
check("a wrong password is refused", lambda: "is wrong" in page("/sign-in", {"email": CUSTOMER, "password": "no"}))
check(
    "the right one signs in",
    lambda: "Sign out Ada Okonkwo" in page("/sign-in", {"email": CUSTOMER, "password": "demo-password"}),
)
check("a declined card is told so", lambda: "was declined" in buy("tok_declined"))

found = re.search(r"Order (S-\d+)</h1>", buy("tok_visa"))
number = found[1] if found else sys.exit("FAILED: an order is placed")
print(f"ok: order {number} is placed")
check("the payment is captured", lambda: payment_is("captured"))
check("the order is paid", lambda: ">paid<" in page(f"/orders/{number}"))
if not isolated:
    check("the mail is sent", lambda: mailed(f"Your order {number}"))

page(f"/orders/{number}/cancel", {})
check("a cancelled order is refunded", lambda: payment_is("refunded") and ">refunded<" in page(f"/orders/{number}"))
if not isolated:
    check("and that is mailed too", lambda: mailed(f"Your money for order {number}"))
