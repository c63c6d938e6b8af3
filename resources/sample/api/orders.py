from collections import Counter
from typing import Any

import redis

from api.accounts import audit
from common import jobs, provider
from common.call_json import Unreachable
from common.database import every, one, transaction
from common.web_service import Refused, text_field


def place(customer: int, body: Any) -> dict[str, Any]:
    """Reserves the stock, then authorises the payment; the worker captures it."""
    card = text_field(body, "card")
    order = reserve(customer, body)
    try:
        payment = provider.authorise(order["total_cents"], order["currency"], order["number"], card)
        with transaction() as db:
            sql = """insert into payments (order_id, provider_reference, amount_cents, card_last4, card_holder)
                     select %(order)s, %(reference)s, %(amount)s, %(last4)s, full_name
                       from customers where id = %(customer)s"""
            facts = {"reference": payment["id"], "amount": order["total_cents"], "last4": payment["last4"]}
            db.execute(sql, {"order": order["id"], "customer": customer, **facts})
            audit(db, customer, "placed an order")
        jobs.push("capture", payment=payment["id"])
    except provider.Declined as declined:
        give_up(order["id"])
        raise Refused(402, str(declined)) from declined
    except (Unreachable, redis.RedisError) as error:
        # An authorisation that nobody captures lapses by itself.
        give_up(order["id"])
        raise Refused(503, "The payment could not be made just now; nothing was charged.") from error
    return show(customer, order["number"])


def reserve(customer: int, body: dict[str, Any]) -> dict[str, Any]:
    wanted = wanted_quantities(body)
    with transaction() as db:
        sql = """insert into orders (customer_id, address_id) values (%(customer)s, %(address)s)
                 returning id, number, currency"""
        order = one(db, sql, customer=customer, address=address_id(db, customer, body))
        # Always in the same order, so that two orders never wait for each other.
        for sku, quantity in sorted(wanted.items()):
            sql = """with taken as (
                       update products set stock = stock - %(quantity)s
                        where sku = %(sku)s and active and stock >= %(quantity)s returning id, price_cents)
                     insert into order_lines (order_id, product_id, quantity, price_cents)
                     select %(order)s, id, %(quantity)s, price_cents from taken returning product_id"""
            if one(db, sql, order=order["id"], sku=sku, quantity=quantity) is None:
                raise Refused(409, f"There is not enough of {sku}.")
        sql = """update orders set total_cents = (select sum(total_cents) from order_lines where order_id = %(order)s)
                  where id = %(order)s returning total_cents"""
        total = one(db, sql, order=order["id"])
        if body.get("note"):
            sql = """insert into notes (customer_id, order_id, author, body)
                     select id, %(order)s, full_name, %(note)s from customers where id = %(customer)s"""
            db.execute(sql, {"order": order["id"], "note": text_field(body, "note", 2000), "customer": customer})
        record_event(db, order["id"], "order.placed")
    return {**order, **total}


def wanted_quantities(body: dict[str, Any]) -> Counter[str]:
    wanted: Counter[str] = Counter()
    try:
        for line in body["lines"]:
            wanted[str(line["sku"])] += int(line["quantity"])
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(400, "Each line of an order has a sku and a quantity.") from error
    if not wanted or not all(1 <= quantity <= 99 for quantity in wanted.values()):
        raise Refused(400, "An order has at least one line, each with a quantity from 1 to 99.")
    return wanted


def address_id(db: Any, customer: int, body: dict[str, Any]) -> int:
    if body.get("address_id"):
        sql = "select id from addresses where id = %(id)s and customer_id = %(customer)s"
        known = one(db, sql, id=body["address_id"], customer=customer)
        if known is None:
            raise Refused(400, "This address is not in your list.")
        return known["id"]
    fields = {name: text_field(body, name) for name in ("recipient", "street", "city")}
    fields |= {"postal_code": text_field(body, "postal_code", 12), "country": text_field(body, "country", 2).upper()}
    sql = """insert into addresses (customer_id, recipient, street, postal_code, city, country)
             values (%(customer)s, %(recipient)s, %(street)s, %(postal_code)s, %(city)s, %(country)s) returning id"""
    return one(db, sql, customer=customer, **fields)["id"]


def record_event(db: Any, order: int, kind: str) -> None:
    sql = """
        insert into events (kind, payload)
        select %(kind)s, jsonb_build_object(
                 'order', o.number, 'total_cents', o.total_cents,
                 'customer', jsonb_build_object('id', c.id, 'name', c.full_name, 'email', c.email, 'phone', c.phone),
                 'ship_to', jsonb_build_array(a.recipient, a.street, a.postal_code || ' ' || a.city, a.country))
          from orders o join customers c on c.id = o.customer_id join addresses a on a.id = o.address_id
         where o.id = %(order)s"""
    db.execute(sql, {"kind": kind, "order": order})


def give_up(order: int) -> None:
    with transaction() as db:
        db.execute("update orders set status = 'cancelled' where id = %s", [order])
        db.execute("select restock(%s)", [order])


def cancel(customer: int, number: str) -> dict[str, Any]:
    """Asks for the money back; the order is `refunded` once the provider says so."""
    with transaction() as db:
        sql = """select provider_reference from payments p join orders o on o.id = p.order_id
                  where number = %(number)s and customer_id = %(customer)s
                    and o.status = 'paid' and p.status = 'captured'"""
        paid = one(db, sql, number=number, customer=customer)
        if paid is None:
            raise Refused(409, "Only a paid order that was not shipped can be cancelled.")
        audit(db, customer, "cancelled an order")
    jobs.push("refund", payment=paid["provider_reference"])
    return show(customer, number)


def of_customer(customer: int) -> list[dict[str, Any]]:
    with transaction() as db:
        sql = """select number, status, total_cents, to_char(placed_at, 'DD Mon YYYY') as placed_on from orders
                  where customer_id = %(customer)s order by placed_at desc limit 100"""
        return every(db, sql, customer=customer)


def show(customer: int, number: str) -> dict[str, Any]:
    with transaction() as db:
        sql = """select o.id, number, o.status, o.total_cents, to_char(placed_at, 'DD Mon YYYY') as placed_on,
                        recipient, street, postal_code, city, country, p.provider_reference, p.card_last4
                   from orders o join addresses a on a.id = o.address_id left join payments p on p.order_id = o.id
                  where number = %(number)s and o.customer_id = %(customer)s"""
        order = one(db, sql, number=number, customer=customer)
        if order is None:
            raise Refused(404, f"There is no order {number} of yours.")
        sql = """select sku, name, quantity, l.price_cents from order_lines l
                   join products p on p.id = l.product_id where order_id = %(order)s order by sku"""
        lines = every(db, sql, order=order.pop("id"))
    return {**order, "lines": lines}
