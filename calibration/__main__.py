"""Simulates reviews and prints what the product would say of them: `python -m calibration`.

Fails if it names more by chance, or finds less of what was planted, than docs/method.md promises.
"""

import argparse
import os
import sys
from collections.abc import Iterator

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

MOST_BY_CHANCE, FEWEST_FOUND = 0.05, 0.7
"""Of statements on which groups are alike; of shifts of 1.5 points in groups of 10."""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m calibration", description=__doc__)
    arguments.add_argument("--reviews", type=int, default=200, help="how many of each kind")
    chosen = arguments.parse_args()
    os.environ.setdefault("SECRET_KEY", "nothing is kept")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    console, table = Console(), Table(box=SIMPLE)
    for heading in ("Invented", "Before", "Now", "Said to be expected", "Considerations now"):
        table.add_column(heading)
    failed = False
    for row, holds in _rows(chosen.reviews):
        table.add_row(*row, style=None if holds else "red")
        failed |= not holds
    console.print(table)
    return 1 if failed else 0


def _rows(reviews: int) -> Iterator[tuple[tuple[str, ...], bool]]:
    from .claims import NULL_SHAPES, PLANTED, Claims, of_a_shift, of_nothing

    def shares(claims: Claims) -> tuple[str, ...]:
        of = claims.statements
        whole = claims.considerations_named / claims.considerations
        return tuple(
            f"{share:.1%}"
            for share in (claims.before / of, claims.named / of, claims.expected / of, whole)
        )

    for shape in track(NULL_SHAPES, "Groups alike", console=Console(stderr=True)):
        claims = of_nothing(shape, reviews)
        words = f"alike, {len(shape.sizes)} groups: {', '.join(map(str, shape.sizes))}"
        yield (words, *shares(claims)), claims.named <= MOST_BY_CHANCE * claims.statements
    for shape, by in track(PLANTED, "Groups apart", console=Console(stderr=True)):
        claims = of_a_shift(shape, by, max(reviews // 10, 1))
        words = f"one group {by} points lower: {', '.join(map(str, shape.sizes))}"
        bound = FEWEST_FOUND if min(shape.sizes) >= 10 else 0
        yield (words, *shares(claims)), claims.named >= bound * claims.statements


if __name__ == "__main__":
    sys.exit(main())
