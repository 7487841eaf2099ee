"""Which differences between groups may be called one: those wider than chance would explain.

A gap is called on a statement. A consideration's is called if at least two of its statements have
one. Everything follows from published figures (`insights.statistics.chance`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from insights.models import COMPARED_GROUPINGS, Grouping
from insights.statistics import measures
from insights.statistics.chance import FINEST, notable_gap
from insights.statistics.figures import Figure, FullFigure

from .load import ConsiderationResult, Gap, Results, StatementResult

FEWEST_STATEMENTS = 2
"""On how many of its statements there must be a gap for one to be called on a consideration."""
MOSTLY_BETWEEN, MOSTLY_WITHIN = 0.25, 0.1
"""From which share of all variation views differ mostly between groups, and up to which mostly
within them."""


class Grade(StrEnum):
    """What may be said of two groups that are at least a quarter of the scale apart."""

    WIDER = "wider"
    """Wider than chance would explain."""
    PERHAPS = "perhaps"
    """Chance could do it too."""
    UNTESTED = "untested"
    """It can't be said: it is not shown how everyone answered, or a group is a single answer."""


class WhereViewsDiffer(StrEnum):
    """Where most of the differences of view lie. Unknown unless every group is shown."""

    BETWEEN = "between"
    WITHIN = "within"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CalledGap:
    """A gap on a statement that is worth a sentence, and what may be said of it."""

    statement: StatementResult
    grouping: Grouping
    gap: Gap
    grade: Grade


def called_gap(seen: StatementResult, grouping: Grouping, points: int) -> CalledGap | None:
    """The gap by a grouping on a scale of so many points; None if it is too narrow for words."""
    gap, by_chance = seen.gap(grouping), seen.chance.get(grouping)
    if gap is None or gap.width < notable_gap(points):
        return None
    if by_chance is None:
        grade = Grade.UNTESTED
    elif by_chance.wide_from is None or gap.width < by_chance.wide_from - FINEST / 2:
        grade = Grade.PERHAPS
    else:
        grade = Grade.WIDER
    return CalledGap(seen, grouping, gap, grade)


def gaps_of(
    seen: StatementResult, points: int, grouping: Grouping | None = None
) -> list[CalledGap]:
    """The gaps on a statement by one grouping or by all: what is surest first, then the widest."""
    groupings = [grouping] if grouping else COMPARED_GROUPINGS
    found = [one for by in groupings if (one := called_gap(seen, by, points))]
    return sorted(found, key=lambda one: (one.grade != Grade.WIDER, -one.gap.width))


def widest_gaps(
    statements: Iterable[StatementResult], points: int, grouping: Grouping | None = None
) -> list[CalledGap]:
    """The gap of each statement that is wider than chance would explain, the widest first."""
    found = [gaps[0] for one in statements if (gaps := gaps_of(one, points, grouping))]
    wider = [one for one in found if one.grade == Grade.WIDER]
    return sorted(wider, key=lambda one: -one.gap.width)


def expected_by_chance(
    statements: Iterable[StatementResult], grouping: Grouping | None = None
) -> float:
    """On how many statements such a gap would be called if all groups were alike."""
    groupings = [grouping] if grouping else COMPARED_GROUPINGS
    return sum(one.chance[by].share for one in statements for by in groupings if by in one.chance)


def range_by_chance(result: ConsiderationResult, grouping: Grouping) -> tuple[float, float] | None:
    """Between which points the means of all groups on a consideration usually lie by chance.

    The mean of the ranges of its statements: as if what people say to one went for all, so rather
    too wide than too narrow. None unless half of its statements have one.
    """
    ranges = [one.chance[grouping] for one in result.statements if grouping in one.chance]
    if not ranges or 2 * len(ranges) < len(result.statements):
        return None
    number = len(ranges)
    return sum(one.low for one in ranges) / number, sum(one.high for one in ranges) / number


def sorted_by_gap(results: Results, grouping: Grouping | None = None) -> list[ConsiderationResult]:
    """Considerations with the most gaps first, of those with as many the one with the widest; the
    others in their usual order."""
    points = results.scale.points

    def order(result: ConsiderationResult) -> tuple[int, float]:
        gaps = widest_gaps(result.statements, points, grouping)
        return -len(gaps), -max((one.gap.width for one in gaps), default=0)

    return sorted(results.considerations, key=order)


def where_views_differ(
    seen: StatementResult, results: Results, grouping: Grouping
) -> WhereViewsDiffer | None:
    """Whether views on a statement differ mostly between the groups of a grouping or within them.

    None if neither is so.
    """
    groups = _all_groups(seen, results, grouping)
    if not groups or not isinstance(seen.everyone, FullFigure):
        return WhereViewsDiffer.UNKNOWN
    if sum(1 for count in seen.everyone.counts if count) < 2:
        return None
    share = measures.share_between(groups, seen.everyone.counts)
    called = called_gap(seen, grouping, results.scale.points)
    if called and called.grade == Grade.WIDER:
        return WhereViewsDiffer.BETWEEN if share >= MOSTLY_BETWEEN else None
    return WhereViewsDiffer.WITHIN if share <= MOSTLY_WITHIN else None


def _all_groups(
    seen: StatementResult, results: Results, grouping: Grouping
) -> list[tuple[int, float]]:
    """The people and the mean of each group, if all are shown that anyone is in; or none."""
    shown = [
        (one.group.people, one.figure.mean)
        for one in seen.groups[grouping]
        if isinstance(one.figure, Figure)
    ]
    are_all = len(shown) > 1 and sum(people for people, _mean in shown) == results.people
    return shown if are_all else []
