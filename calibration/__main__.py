"""Simulates reviews and prints what the product would say of them: `python -m calibration`.

Fails if it names more by chance, or finds less of what was planted, than docs/method.md promises.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TypeAlias

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import track
from rich.table import Table

MOST_BY_CHANCE, FEWEST_FOUND = 0.05, 0.7
"""Of statements on which groups are alike; of shifts of 1.5 points in groups of 10."""


GAPS = ("Groups", "Before", "Now", "Said to be expected", "Considerations now")
CHANGES = ("Rounds", "Before", "Now", "Pairs with any before", "Pairs with any now")
ROUNDS = ((8, 8, 0.0), (28, 28, 0.0), (28, 20, 0.0), (60, 60, 0.0), (28, 28, 0.5), (28, 28, 1.0))
Row: TypeAlias = tuple[tuple[str, ...], bool]
"""The cells, and whether what is promised holds."""


def main() -> int:
    arguments = argparse.ArgumentParser(prog="python -m calibration", description=__doc__)
    arguments.add_argument("--reviews", type=int, default=200, help="how many of each kind")
    chosen = arguments.parse_args()
    os.environ.setdefault("SECRET_KEY", "nothing is kept")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    console = Console()
    failed = False
    for title, headings, rows in (
        ("Gaps between groups, of statements", GAPS, _gaps(chosen.reviews)),
        ("Changes between rounds, of considerations", CHANGES, _changes(chosen.reviews)),
    ):
        table = Table(*headings, title=title, box=SIMPLE)
        for row, holds in rows:
            table.add_row(*row, style=None if holds else "red")
            failed |= not holds
        console.print(table)
    return 1 if failed else 0


def _gaps(reviews: int) -> Iterator[Row]:
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
        words = f"alike: {', '.join(map(str, shape.sizes))}"
        yield (words, *shares(claims)), claims.named <= MOST_BY_CHANCE * claims.statements
    for shape, by in track(PLANTED, "Groups apart", console=Console(stderr=True)):
        claims = of_a_shift(shape, by, max(reviews // 10, 1))
        words = f"one {by} points lower: {', '.join(map(str, shape.sizes))}"
        bound = FEWEST_FOUND if min(shape.sizes) >= 10 else 0
        yield (words, *shares(claims)), claims.named >= bound * claims.statements


def _changes(pairs: int) -> Iterator[Row]:
    from .rounds import of_two_rounds

    for then, now, shift in ROUNDS:
        called = of_two_rounds(then, now, pairs, shift)
        of = called.considerations
        words = f"{then} people, then {now}" + (
            f", up {shift} standard deviations" if shift else ""
        )
        shares = (
            called.considerations_before / of,
            called.considerations_now / of,
            called.pairs_before / called.pairs,
            called.pairs_now / called.pairs,
        )
        holds = called.considerations_now <= MOST_BY_CHANCE * of or shift > 0
        yield (words, *(f"{share:.1%}" for share in shares)), holds


if __name__ == "__main__":
    sys.exit(main())
