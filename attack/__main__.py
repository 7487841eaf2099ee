"""Tries to learn from published results what someone answered: `python -m attack`.

Invents partnerships, holds their reviews through the product's own services in temporary
databases, and reads them. Fails if an attack gets anything.
"""

import argparse
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import suppress

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeElapsedColumn
from rich.table import Table

from .tally import Tally, summed
from .trials import TRIALS
from .workers import Task, results

EVERY = 20
"""Where there is no progress bar, a line is printed after so many."""


def main() -> int:
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    chosen = _arguments()
    console = Console()
    tasks = list(_tasks(chosen))
    found: list[Tally] = []
    columns = (*Progress.get_default_columns(), MofNCompleteColumn(), TimeElapsedColumn())
    with (
        Progress(*columns, console=Console(stderr=True)) as bar,
        suppress(KeyboardInterrupt),  # what has been found by then is shown
    ):
        tried = results(tasks, chosen.database, chosen.processes)
        for number, some in enumerate(bar.track(tried, len(tasks), description="Attacking"), 1):
            found += some
            if not bar.console.is_terminal and not number % EVERY:
                bar.console.print(f"{number} of {len(tasks)}: {_failures(summed(found))}")
    totals = summed(found)
    console.print(_table(totals))
    failed = any(one.has_failed for one in totals)
    console.print(_failures(totals), style="red" if failed else None)
    return 1 if failed else 0


def _failures(totals: list[Tally]) -> str:
    failed = sum(one.has_failed for one in totals)
    return f"{failed} of {len(totals)} attacks got something."


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(prog="python -m attack", description=__doc__)
    arguments.add_argument("--partnerships", type=int, default=100, help="how many to invent")
    arguments.add_argument("--statements", type=int, default=12, help="how many each review has")
    arguments.add_argument("--seed", type=int, default=1, help="the first; each has the next")
    arguments.add_argument("--attacks", default=",".join(TRIALS), help="separated by commas")
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    arguments.add_argument("--processes", type=int, default=os.cpu_count())
    return arguments.parse_args()


def _tasks(chosen: argparse.Namespace) -> Iterator[Task]:
    """Each attack on as many seeds as it is tried on."""
    for name in chosen.attacks.split(","):
        for number in range(0, chosen.partnerships, TRIALS[name].one_of):
            yield Task(name, chosen.seed + number, chosen.statements)


def _table(totals: list[Tally]) -> Table:
    table = Table("Attack", "Tried on", "Got", "In reviews", "Unsettled", "", box=SIMPLE)
    for one in totals:
        table.add_row(
            one.attack,
            f"{one.tried:,} {one.unit}",
            f"{one.got:,}",
            f"{one.bitten:,} of {one.reviews:,}",
            f"{one.unsettled:,}",
            one.remark,
            style="red" if one.has_failed else None,
        )
    return table


if __name__ == "__main__":
    sys.exit(main())
