import json
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import make_msgid
from typing import Any
from urllib.parse import unquote, urlsplit

from common.database import every, one, transaction
from common.settings import setting

SMTP = urlsplit(setting("SMTP_URL"))
SENDER = setting("MAIL_FROM")

SUBJECTS = {"paid": "Your order {number}", "refunded": "Your money for order {number} is on its way"}
OPENINGS = {
    "paid": "thank you for your order. It is paid and will be on its way soon.",
    "refunded": "your order is cancelled, and we have sent your money back.",
}


def send_order_mail(order: int, about: str) -> bool:
    """Mails the customer that an order is now paid or refunded, once for each; says whether it did."""
    with transaction() as db:
        sql = """select number, total_cents, given_name, email, exists (
                          select from events where kind = %(kind)s and payload ->> 'order' = number) as mailed
                   from orders o join customers c on c.id = o.customer_id
                  where o.id = %(order)s and o.status::text = %(about)s for update of o"""
        kind = f"order.mailed.{about}"
        found = one(db, sql, order=order, about=about, kind=kind)
        if found is None or found["mailed"]:
            return False
        sql = """select quantity, name, total_cents from order_lines l join products p on p.id = l.product_id
                  where order_id = %(order)s order by sku"""
        deliver(compose(found, every(db, sql, order=order), about))
        # In the transaction that looked for it: a mail that failed leaves no event, and is tried again.
        payload = json.dumps({"order": found["number"], "to": found["email"]})
        db.execute("insert into events (kind, payload) values (%s, %s)", [kind, payload])
    return True


def compose(order: dict[str, Any], lines: list[dict[str, Any]], about: str) -> EmailMessage:
    rows = [f"  {line['quantity']} x {line['name']}: {pounds(line['total_cents'])}" for line in lines]
    message = EmailMessage()
    message["From"] = SENDER
    message["To"] = order["email"]
    message["Subject"] = SUBJECTS[about].format(number=order["number"])
    message["Message-ID"] = make_msgid(domain="shop.example")
    text = "\n".join(
        [f"Dear {order['given_name']},", "", OPENINGS[about], "", *rows, f"  Total: {pounds(order['total_cents'])}"]
    )
    message.set_content(f"{text}\n\nThe shop\n")
    return message


def pounds(cents: int) -> str:
    return f"£{cents / 100:.2f}"


def deliver(message: EmailMessage) -> None:
    with smtplib.SMTP(SMTP.hostname or "localhost", SMTP.port or 25, timeout=10) as server:
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=ssl.create_default_context())
        if SMTP.username:
            server.login(unquote(SMTP.username), unquote(SMTP.password or ""))
        server.send_message(message)
