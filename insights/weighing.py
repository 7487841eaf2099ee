"""Importance against performance: what matters to partners, and how they see it.

After Martilla and James, Journal of Marketing 41(1), 1977: what matters more than most and is seen
less favourably than most comes first.
"""

from .figures import Figure
from .results import ConsiderationResult, Results


def weighed(results: Results) -> list[ConsiderationResult]:
    """The considerations of which both how they matter and how they are seen is shown."""
    return [
        one
        for one in results
        if isinstance(one.everyone, Figure) and isinstance(one.importance, Figure)
    ]


def averages(placed: list[ConsiderationResult]) -> tuple[float, float]:
    """How much considerations matter on average, and how they are seen."""
    matters = sum(one.importance.mean for one in placed) / len(placed)
    seen = sum(one.everyone.mean for one in placed) / len(placed)
    return matters, seen


def pressing(placed: list[ConsiderationResult]) -> list[ConsiderationResult]:
    """What matters more than average and is seen less favourably, what matters most first."""
    if not placed:
        return []
    matters, seen = averages(placed)
    first = [one for one in placed if one.importance.mean > matters and one.everyone.mean < seen]
    return sorted(first, key=lambda one: -one.importance.mean)
