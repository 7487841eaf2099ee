"""The measures: plain arithmetic on how many people chose each point of a scale.

Every function takes `counts`, one entry for each point from the least to the most favourable.
Don't know and Doesn't apply are never among them. All raise ValueError on no ratings.
"""

from collections.abc import Sequence
from math import log2

Counts = Sequence[int]


def number(counts: Counts) -> int:
    """How many people gave a rating."""
    return sum(counts)


def mean(counts: Counts) -> float:
    """The mean rating, in points of a scale that starts at 1."""
    n = number(counts)
    if not n:
        raise ValueError("no ratings")
    return sum(point * count for point, count in enumerate(counts, start=1)) / n


def consensus(counts: Counts) -> float:
    """How far people say the same: 1 if all chose one point, 0 if half chose each end.

    Cns = 1 + Σ pᵢ log₂(1 − |i − m| / d), where d is the width of the scale. An even spread over
    five points is 0.43, so middling values are not agreement.
    Source: Tastle and Wierman, International Journal of Approximate Reasoning 45(3), 2007.
    """
    n, centre, width = number(counts), mean(counts), len(counts) - 1
    total = 1 + sum(
        count / n * log2(1 - abs(point - centre) / width)
        for point, count in enumerate(counts, start=1)
        if count
    )
    return min(1.0, max(0.0, total))


def added(distributions: Sequence[Counts]) -> tuple[int, ...]:
    """Distributions over the same scale, added point by point."""
    return tuple(sum(column) for column in zip(*distributions, strict=True))
