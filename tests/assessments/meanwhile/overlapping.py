"""Two transactions that overlap, each on a connection of its own."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

from django.db import connection, transaction

WAITS_FOR_US = """
SELECT EXISTS (
    SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
)
"""


def overlap(first: Callable, second: Callable, then: Callable = lambda: None) -> object:
    """What `second` returns, or raises: it begins before `first`, and what comes `then` in the
    same transaction, have been committed."""
    writing = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            later = pool.submit(_apart, second, writing)
            _wait(later, writing)
            then()
        return later.result(60)


def _apart(ask: Callable, writing: threading.Event) -> object:
    def note(execute, sql, params, many, context):
        if not sql.startswith("SELECT"):
            writing.set()
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(note):
            return ask()
    finally:
        connection.close()


def _wait(later: Future, writing: threading.Event) -> None:
    """Until `later` is done, or can't go on before we are."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if later.done() or _holds_up(writing):
            return
        time.sleep(0.01)
    raise AssertionError("neither done nor waiting")


def _holds_up(writing: threading.Event) -> bool:
    if connection.vendor == "sqlite":  # one writes at a time
        return writing.is_set()
    with connection.cursor() as cursor:
        cursor.execute(WAITS_FOR_US)
        return cursor.fetchone()[0]
