"""What matters to partners, and how they rate it: two questions, each on a scale of its own.

One is never subtracted from the other. A consideration is only singled out by where it is on each
scale, and by how far it is from others on the same scale.
"""

from dataclasses import dataclass

from evidence.bank import Consideration
from insights.statistics.figures import Figure

from .load import Results

LEAST_DIFFERENCE = 1 / 8
"""The smallest difference that anything is said of, as a share of the scale: half a point of 5."""


@dataclass(frozen=True)
class Priority:
    """A consideration with both an importance and a rating that may be shown."""

    consideration: Consideration
    importance: Figure
    everyone: Figure


def priorities_of(results: Results) -> list[Priority]:
    """The considerations with both shown, what matters most first."""
    both = [
        Priority(one.consideration, one.importance, one.everyone)
        for one in results
        if isinstance(one.everyone, Figure) and isinstance(one.importance, Figure)
    ]
    return sorted(both, key=lambda one: -one.importance.shown_mean)


def most_important(results: Results) -> list[Priority]:
    """What matters most. Nothing, if it is less than half a point from what matters least."""
    priorities = priorities_of(results)
    if not priorities:
        return []
    most, least = (priorities[place].importance.shown_mean for place in (0, -1))
    if not _differ(most, least, results.weights.points):
        return []
    return [one for one in priorities if one.importance.shown_mean == most]


def standing_out(results: Results) -> list[Priority]:
    """What is in the upper half of importance and in the lower half of rating.

    Each is at least half a point from what matters least and from what is rated highest.
    """
    priorities = priorities_of(results)
    weights, points = results.weights.points, results.scale.points
    least = min((one.importance.shown_mean for one in priorities), default=0)
    best = max((one.everyone.shown_mean for one in priorities), default=0)
    return [
        one
        for one in priorities
        if _lower_end(one.importance) > middle_of(weights)
        and _upper_end(one.everyone) < middle_of(points)
        and _differ(one.importance.shown_mean, least, weights)
        and _differ(best, one.everyone.shown_mean, points)
    ]


def middle_of(points: int) -> float:
    """The middle of a scale from 1 to this many points."""
    return (1 + points) / 2


def _differ(high: float, low: float, points: int) -> bool:
    return round(high - low, 2) >= LEAST_DIFFERENCE * (points - 1)


def _lower_end(figure: Figure) -> float:
    """A mean as it is shown, or the first point its step is read as."""
    return figure.step.first if figure.step else figure.shown_mean


def _upper_end(figure: Figure) -> float:
    """A mean as it is shown, or the last point its step is read as."""
    return figure.step.last if figure.step else figure.shown_mean
