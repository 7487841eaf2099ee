"""How often a gap is named where there is none, and where there is one."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from insights.models import Grouping
from insights.results.gaps import FEWEST_STATEMENTS, expected_by_chance, widest_gaps
from insights.results.load import StatementResult

from .invented import POINTS, Shape, alike, shifted

NULL_SHAPES = (
    Shape((6, 6, 6, 5, 5)),
    Shape((5,) * 8),
    Shape((10,) * 4),
    Shape((12, 9, 8, 7, 6, 5, 5)),
)
PLANTED = (
    (Shape((6, 6, 6, 5, 5)), 1.5),
    (Shape((6, 6, 6, 5, 5)), 2.0),
    (Shape((10,) * 4), 1.5),
)
STATEMENTS, IN_SECTION = 40, 5
SEED = 2026
WIDE = 0.375
"""From which share of the scale on a gap was named before, whatever chance gives."""


@dataclass
class Claims:
    """Of how many statements and considerations a gap was named; before, by width alone."""

    statements: int = 0
    before: int = 0
    named: int = 0
    expected: float = 0.0
    considerations: int = 0
    considerations_named: int = 0

    def count(self, section: list[StatementResult]) -> None:
        wider = widest_gaps(section, POINTS)
        self.statements += len(section)
        self.before += sum(_was_named(one) for one in section)
        self.named += len(wider)
        self.expected += expected_by_chance(section)
        self.considerations += 1
        self.considerations_named += len(wider) >= FEWEST_STATEMENTS


def _was_named(one: StatementResult) -> bool:
    gap = one.gap(Grouping.ORGANISATION)
    return gap is not None and gap.width >= WIDE * (POINTS - 1)


def of_nothing(
    shape: Shape, reviews: int, statements: int = STATEMENTS, seed: int = SEED
) -> Claims:
    """Claims about reviews in which all groups are alike."""
    rng = np.random.default_rng(seed)
    claims = Claims()
    for _review in range(reviews):
        _count(claims, alike(shape, statements, rng))
    return claims


def of_a_shift(
    shape: Shape, by: float, reviews: int, statements: int = STATEMENTS, seed: int = SEED
) -> Claims:
    """Claims about reviews in which one group lies so many points below the others."""
    rng = np.random.default_rng(seed)
    claims = Claims()
    for _review in range(reviews):
        _count(claims, shifted(shape, by, statements, rng))
    return claims


def _count(claims: Claims, statements: Iterable[StatementResult]) -> None:
    shown = list(statements)
    for start in range(0, len(shown), IN_SECTION):
        claims.count(shown[start : start + IN_SECTION])
