"""Importance against performance: what matters to partners, and how they rate it.

After Martilla and James, Journal of Marketing 41(1), 1977: what is both more important and lower
rated than most comes first.
"""

from dataclasses import dataclass

from evidence.bank import Consideration
from insights.statistics.figures import Figure

from .load import Results


@dataclass(frozen=True)
class Priority:
    """A consideration with both an importance and a rating that may be shown."""

    consideration: Consideration
    importance: Figure
    everyone: Figure


def priorities_of(results: Results) -> list[Priority]:
    """The considerations with both shown, in their usual order."""
    return [
        Priority(one.consideration, one.importance, one.everyone)
        for one in results
        if isinstance(one.everyone, Figure) and isinstance(one.importance, Figure)
    ]


def averages(priorities: list[Priority]) -> tuple[float, float]:
    """The average importance and the average rating of the considerations."""
    matters = sum(one.importance.mean for one in priorities) / len(priorities)
    seen = sum(one.everyone.mean for one in priorities) / len(priorities)
    return matters, seen


def urgent(priorities: list[Priority]) -> list[Priority]:
    """What is more important and lower rated than average, most important first."""
    if not priorities:
        return []
    matters, seen = averages(priorities)
    first = [
        one for one in priorities if one.importance.mean > matters and one.everyone.mean < seen
    ]
    return sorted(first, key=lambda one: -one.importance.mean)
