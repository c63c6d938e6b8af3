"""Applies the numbered SQL files that the database does not have yet, in order, each in its own transaction."""

import hashlib
import sys
from pathlib import Path

from psycopg2.extras import RealDictCursor

from common.database import every, one, transaction
from common.settings import log_to_stdout, setting

MIGRATIONS = Path("db/migrations")
SEEDS = Path("db/seeds")
log = log_to_stdout("migrate")


def apply_missing(db: RealDictCursor, file: Path, applied: dict[str, str]) -> None:
    sql = file.read_text()
    checksum = hashlib.sha256(sql.encode()).hexdigest()
    if file.name in applied:
        if applied[file.name] != checksum:
            sys.exit(f"{file} was changed after it was applied; write a new migration instead")
        return
    db.execute(sql)
    db.execute("insert into schema_migrations (name, checksum) values (%s, %s)", [file.name, checksum])
    log.info("applied %s", file.name)


def seed_new_shop(seed: str) -> None:
    """Seeds a shop once: one that was emptied later, or was filled by something else, keeps what it has."""
    file = SEEDS / f"{seed}.sql"
    with transaction() as db:
        db.execute("lock table schema_migrations")
        seeded = one(db, "select 1 from schema_migrations where name = 'seed'") is not None
        if seeded or one(db, "select 1 from products limit 1") is not None:
            return
        sql = file.read_text()
        db.execute(sql)
        checksum = hashlib.sha256(sql.encode()).hexdigest()
        db.execute("insert into schema_migrations (name, checksum) values ('seed', %s)", [checksum])
    log.info("the shop was new: seeded with %s", seed)


def main() -> None:
    with transaction() as db:
        db.execute(
            "create table if not exists schema_migrations"
            " (name text primary key, checksum text not null, applied_at timestamptz not null default now())"
        )
    for file in sorted(MIGRATIONS.glob("[0-9]*.sql")):
        with transaction() as db:
            # Two that run at once take turns.
            db.execute("lock table schema_migrations")
            known = every(db, "select name, checksum from schema_migrations")
            applied = {row["name"]: row["checksum"] for row in known}
            apply_missing(db, file, applied)
    seed = setting("SEED", "")
    if seed:
        seed_new_shop(seed)
    log.info("the database is up to date")


if __name__ == "__main__":
    main()
