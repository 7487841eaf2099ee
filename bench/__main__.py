"""Measures speed against floors and writes docs/benchmarks.md: `python -m bench`."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console

from .databases import DATABASES
from .report import as_page
from .verdicts import Figures, verdicts

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
SIZES = "100,1000,10000,100000"


def main() -> None:
    chosen = _arguments()
    console = Console()
    figures: Figures = {}
    for name in chosen.databases.split(","):
        console.rule(name)
        figures[name] = _measured_on(name, chosen)
    chosen.output.write_text(as_page(figures), encoding="utf-8")
    for verdict in verdicts(figures):
        console.print(verdict.in_short, style="green" if verdict.met else "red")
    console.print(f"Written to {chosen.output}.", soft_wrap=True)


def _arguments() -> argparse.Namespace:
    arguments = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    arguments.add_argument(
        "--sizes", default=SIZES, help=("numbers of responses, separated by commas")
    )
    arguments.add_argument(
        "--databases", default=",".join(DATABASES), help=("databases, separated by commas")
    )
    arguments.add_argument("--rows", type=int, default=10_000, help="rows to import")
    arguments.add_argument("--journeys", type=int, default=60, help="whole questionnaires")
    arguments.add_argument("--times", type=int, default=60, help="repetitions of one request")
    arguments.add_argument("--output", type=Path, default=DOCS)
    return arguments.parse_args()


def _measured_on(name: str, chosen: argparse.Namespace) -> dict:
    """The figures for one database. A separate process measures them, so that nothing is set up
    twice."""
    sizes = json.dumps([int(size) for size in chosen.sizes.split(",")])
    options = {"sizes": sizes, "rows": chosen.rows, "journeys": chosen.journeys}
    options |= {"times": chosen.times}
    command = [sys.executable, "-m", "bench.run", *(f"--{k}={v}" for k, v in options.items())]
    with DATABASES[name]() as url:
        environment = os.environ | {"DATABASE_URL": url}
        done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE)
    return json.loads(done.stdout)


if __name__ == "__main__":
    main()
