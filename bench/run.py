"""Measures on one database, named by the environment, and prints the figures as JSON."""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

import django
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

PLENTY = 1_000
"""Up to this many responses, measurements are repeated often. Beyond that, less often."""


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sizes", type=json.loads, required=True)
    arguments.add_argument("--rows", type=int, required=True)
    arguments.add_argument("--journeys", type=int, required=True)
    arguments.add_argument("--times", type=int, required=True)
    chosen = arguments.parse_args()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with (
        tempfile.TemporaryDirectory(prefix="bench") as directory,
        Progress(*columns, console=Console(stderr=True)) as bar,
    ):
        os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings"}
        os.environ |= {"BENCH_STATIC_ROOT": directory, "KEYS_DIR": directory}
        django.setup()
        figures = _measure(chosen, Path(directory), bar)
    json.dump(figures, sys.stdout)


def _measure(chosen: argparse.Namespace, directory: Path, bar: Progress) -> dict:
    from django.core.management import call_command
    from django.db import connection

    from . import computing
    from .server import serving

    task = bar.add_task("Making tables")
    call_command("migrate", verbosity=0)
    bar.update(task, description=f"Importing {chosen.rows} rows, twice")
    figures = computing.importing(chosen.rows, directory) | {"rows": chosen.rows}
    with connection.cursor() as cursor, serving() as port:
        cursor.execute(
            "SHOW server_version"
            if connection.vendor == "postgresql"
            else "SELECT sqlite_version()"
        )
        figures["version"] = cursor.fetchone()[0].split()[0]
        figures["sizes"] = {
            size: _measure_at(size, port, chosen, lambda text: bar.update(task, description=text))
            for size in chosen.sizes
        }
    return figures


def _measure_at(size: int, port: int, chosen: argparse.Namespace, say) -> dict[str, float]:
    from django.db import connection

    from assessments.reviews.services import share
    from insights.closing import close_review

    from . import answering, computing, pages
    from .scene import make_scene
    from .timing import seconds

    often = chosen.times
    seldom = max(often // 4, 5) if size <= PLENTY else 5 if size <= 10 * PLENTY else 2
    say(f"{size} responses: inventing them")
    here = make_scene(size, chosen.journeys + 1)
    _wait_until_idle(connection)
    say(f"{size} responses: counting and publishing")
    figures = computing.counting(here.review, seldom)
    _wait_until_idle(connection)
    say(f"{size} responses: saving answers")
    figures |= pages.weight(port, here) | answering.saving(port, here, often)
    say(f"{size} responses: {chosen.journeys} journeys")
    figures |= answering.journeys(port, here)
    say(f"{size} responses: results and report")
    figures["closing"] = seconds(lambda: close_review(review=here.review))
    review = share(review=here.review)
    figures |= pages.results(port, review, here.coordinator, often)
    return figures | computing.report(review, 5)


def _wait_until_idle(connection) -> None:
    """Let the database tidy up after bulk writes, so that later measurements do not include it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("ANALYZE")


if __name__ == "__main__":
    main()
