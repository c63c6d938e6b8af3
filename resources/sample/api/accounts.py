import hashlib
import secrets
from typing import Any

import psycopg2.errors
from flask import request
from werkzeug.security import check_password_hash, generate_password_hash

from common.database import every, one, transaction
from common.web_service import Refused, text_field

# Checked where there is no such customer, so that the answer takes as long.
NOBODY = {"id": None, "full_name": "", "password_hash": generate_password_hash(secrets.token_hex())}


def token_hash() -> bytes:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    return hashlib.sha256(token.encode()).digest() if kind == "Bearer" else b""


def signed_in() -> int:
    """The id of the customer whose session this is."""
    with transaction() as db:
        sql = """select c.id from sessions s join customers c on c.id = s.customer_id
                  where token_hash = %(token)s and expires_at > now() and deleted_at is null"""
        customer = one(db, sql, token=token_hash())
    if customer is None:
        raise Refused(401, "Please sign in.")
    return customer["id"]


def visitor() -> dict[str, str | None]:
    """Address and browser of the visitor; the storefront passes both on."""
    address = request.headers.get("X-Visitor-Address", request.remote_addr)
    return {"ip": address, "user_agent": request.headers.get("User-Agent", "")[:300]}


def audit(db: Any, customer: int | None, action: str) -> None:
    sql = """insert into audit_log (customer_id, action, ip, user_agent)
             values (%(customer)s, %(action)s, %(ip)s, %(user_agent)s)"""
    db.execute(sql, {"customer": customer, "action": action, **visitor()})


def register(body: Any) -> dict[str, Any]:
    password = text_field(body, "password")
    if len(password) < 10:
        raise Refused(400, "A password has at least ten characters.")
    person = {name: text_field(body, name) for name in ("given_name", "family_name", "email")}
    person |= {name: body.get(name) or None for name in ("phone", "birth_date")}
    sql = """insert into customers (given_name, family_name, email, phone, birth_date, password_hash)
             values (%(given_name)s, %(family_name)s, %(email)s, %(phone)s, %(birth_date)s, %(hash)s) returning id"""
    try:
        with transaction() as db:
            customer = one(db, sql, **person, hash=generate_password_hash(password))
            audit(db, customer["id"], "registered")
    except psycopg2.errors.UniqueViolation as error:
        raise Refused(409, "There is a customer with this e-mail address.") from error
    except psycopg2.errors.CheckViolation as error:
        raise Refused(400, "The e-mail address or the birth date is not right.") from error
    return sign_in(body)


def sign_in(body: Any) -> dict[str, Any]:
    email, password = text_field(body, "email"), text_field(body, "password")
    with transaction() as db:
        sql = """select id, full_name, password_hash from customers
                  where lower(email) = lower(%(email)s) and deleted_at is null"""
        customer = one(db, sql, email=email) or NOBODY
        right = check_password_hash(customer["password_hash"], password)
        audit(db, customer["id"], "signed in" if right else "failed to sign in")
        if right:
            token = secrets.token_urlsafe(32)
            sql = """insert into sessions (token_hash, customer_id, ip, user_agent, expires_at)
                     values (%(token)s, %(customer)s, %(ip)s, %(user_agent)s, now() + interval '30 days')"""
            hashed = hashlib.sha256(token.encode()).digest()
            db.execute(sql, {"token": hashed, "customer": customer["id"], **visitor()})
    if not right:
        raise Refused(401, "E-mail address or password is wrong.")
    return {"token": token, "name": customer["full_name"]}


def sign_out() -> None:
    with transaction() as db:
        db.execute("delete from sessions where token_hash = %s", [token_hash()])


def profile(customer: int) -> dict[str, Any]:
    with transaction() as db:
        person = one(db, "select full_name, email, phone from customers where id = %(id)s", id=customer)
        sql = """select id, recipient, street, postal_code, city, country from addresses
                  where customer_id = %(id)s order by preferred desc, id desc"""
        return {**person, "addresses": every(db, sql, id=customer)}
