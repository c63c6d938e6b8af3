"""Jobs wait in lists of the cache: `jobs`, then `jobs:working` while one runs. One that failed waits in the
sorted set `jobs:later`, by the time of its next try; after the last try it stays in `jobs:dead`."""

import json
import time
from typing import Any

import redis

from common.settings import setting

TRIES = 6
cache = redis.Redis.from_url(setting("CACHE_URL"), decode_responses=True, socket_timeout=10)


def push(kind: str, **data: Any) -> None:
    cache.lpush("jobs", json.dumps({"kind": kind, "data": data, "tried": 0}))


def take(seconds: int) -> str | None:
    """The next job, as it is in the list, or None when there was none for that long."""
    for due in cache.zrangebyscore("jobs:later", 0, time.time()):
        if cache.zrem("jobs:later", due):
            cache.rpush("jobs", due)
    return cache.blmove("jobs", "jobs:working", seconds, "RIGHT", "LEFT")


def done(raw: str) -> None:
    cache.lrem("jobs:working", 1, raw)


def retry(raw: str) -> float | None:
    """Puts a failed job off; returns the seconds until its next try, or None after the last."""
    job = json.loads(raw)
    job["tried"] += 1
    wait = 2.0 ** job["tried"] if job["tried"] < TRIES else None
    with cache.pipeline() as together:
        if wait is None:
            together.lpush("jobs:dead", json.dumps(job))
        else:
            together.zadd("jobs:later", {json.dumps(job): time.time() + wait})
        together.lrem("jobs:working", 1, raw)
        together.execute()
    return wait


def take_back() -> None:
    """What a worker that was killed had in hand is done again."""
    while cache.lmove("jobs:working", "jobs", "LEFT", "RIGHT"):
        pass
