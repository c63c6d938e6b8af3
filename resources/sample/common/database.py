from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
from psycopg2.extras import RealDictCursor

from common.settings import setting

URL = setting("DATABASE_URL")


@contextmanager
def transaction() -> Iterator[RealDictCursor]:
    """One connection, one transaction: committed at the end, rolled back on any error.

    A connection is made each time. It costs a few milliseconds and nobody notices a restart of the database.
    """
    connection = psycopg2.connect(URL, connect_timeout=5, cursor_factory=RealDictCursor)
    try:
        with connection, connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def one(db: RealDictCursor, sql: str, **values: Any) -> Any:
    """The first row by column name, or None."""
    db.execute(sql, values)
    return db.fetchone()


def every(db: RealDictCursor, sql: str, **values: Any) -> list[dict[str, Any]]:
    db.execute(sql, values)
    return [dict(row) for row in db.fetchall()]
