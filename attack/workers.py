"""Processes that each have the product and a database to themselves."""

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.databases import DATABASES

from .tally import Tally
from .trials import TRIALS


class Task(NamedTuple):
    """A trial, by name, on what is invented from one seed."""

    trial: str
    seed: int
    statements: int


def results(tasks: list[Task], database: str, processes: int) -> Iterator[list[Tally]]:
    """What comes of each task, in the order in which they end.

    On PostgreSQL all use one server, one after another.
    """
    alone = database == "postgresql"
    with (
        TemporaryDirectory(prefix="attack") as directory,
        DATABASES["postgresql"]() if alone else nullcontext("") as shared,
        get_context("spawn").Pool(1 if alone else processes, _begin, (directory, shared)) as pool,
    ):
        yield from pool.imap_unordered(_work, tasks)


def _begin(directory: str, shared: str) -> None:
    """Set up the product on a temporary database. What a solver says is lost."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    path = Path(directory) / f"{os.getpid()}.sqlite3"
    os.environ["DATABASE_URL"] = shared or f"sqlite:///{path}"
    os.environ["KEYS_DIR"] = directory
    os.environ["DJANGO_SETTINGS_MODULE"] = "attack.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _work(task: Task) -> list[Tally]:
    return TRIALS[task.trial].try_on(task.seed, task.statements)
