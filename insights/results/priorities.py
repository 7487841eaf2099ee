"""Importance against performance: what matters to partners, and how they see it.

After Martilla and James, Journal of Marketing 41(1), 1977: what matters more than most and is seen
less favourably than most comes first.
"""

from dataclasses import dataclass

from evidence.bank import Consideration
from insights.statistics.figures import Figure, FullFigure

from .load import Results


@dataclass(frozen=True)
class Weighed:
    """A consideration of which both how it matters and how it is seen is shown."""

    consideration: Consideration
    importance: Figure
    everyone: Figure


def weighed(results: Results) -> list[Weighed]:
    """The considerations of which both is shown, in their usual order."""
    return [
        Weighed(one.consideration, one.importance, one.everyone)
        for one in results
        if isinstance(one.everyone, FullFigure) and isinstance(one.importance, FullFigure)
    ]


def averages(placed: list[Weighed]) -> tuple[float, float]:
    """How much considerations matter on average, and how they are seen."""
    matters = sum(one.importance.mean for one in placed) / len(placed)
    seen = sum(one.everyone.mean for one in placed) / len(placed)
    return matters, seen


def pressing(placed: list[Weighed]) -> list[Weighed]:
    """What matters more than average and is seen less favourably, what matters most first."""
    if not placed:
        return []
    matters, seen = averages(placed)
    first = [one for one in placed if one.importance.mean > matters and one.everyone.mean < seen]
    return sorted(first, key=lambda one: -one.importance.mean)
