"""The rounds of a partnership side by side: what everyone said about the same things each time.

It reads the figures for everyone in each round. Groups are not compared over time, because one
person more or less in a small group would be noticeable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assessments.models import AskedStatement, Review
from assessments.reviews.services import record_reading
from evidence.bank import Consideration, bank
from insights.models import Grouping, Perception, Subject
from insights.statistics import measures
from insights.statistics.figures import Figure, combined_figure

from .scale import rating_scale


@dataclass(frozen=True)
class StatementTrend:
    """One statement over the rounds: what everyone said each time, or None if not known."""

    statement: AskedStatement
    figures: list[Figure | None]


@dataclass(frozen=True)
class ConsiderationTrend:
    """One consideration over the rounds.

    Each figure is over the statements shared by all rounds with a figure. `statements` are all
    statements that at least two rounds asked.
    """

    consideration: Consideration
    figures: list[Figure | None]
    statements_in_common: int
    statements: list[StatementTrend]


@dataclass(frozen=True)
class Trend:
    """Every round that could be read, the earliest first, and what is comparable among them."""

    rounds: list[Review]
    considerations: list[ConsiderationTrend]

    @property
    def points(self) -> int:
        return rating_scale(self.rounds[-1]).points

    @cached_property
    def changes(self) -> list[tuple[ConsiderationTrend, float]]:
        """Considerations with how far they moved between the first and the last figure."""
        moves = [(one, overall_change(one.figures)) for one in self.considerations]
        return [(one, points) for one, points in moves if points is not None]


def overall_change(figures: Sequence[Figure | None]) -> float | None:
    """The change from the first to the last known mean. None with fewer than two.

    What is shown in steps is too coarse for it.
    """
    known = [figure.mean for figure in figures if figure and not figure.step]
    return measures.change(known[0], known[-1]) if len(known) > 1 else None


def load_trend(reviews: Sequence[Review]) -> Trend:
    """The trend of one partnership's closed reviews, latest last, in one query plus one for each
    review that no one has read before. The statements and scale of the latest review are used."""
    for review in reviews:
        record_reading(review=review)
    rows = Perception.objects.filter(
        group__review__in=reviews, group__grouping=Grouping.EVERYONE, subject=Subject.STATEMENT
    ).select_related("group")
    figures = {(row.group.review_id, row.code): row.figure for row in rows}
    latest, scale = reviews[-1].questionnaire, rating_scale(reviews[-1])
    for review in reviews:
        if rating_scale(review) != scale:
            figures = {key: one for key, one in figures.items() if key[0] != review.pk}
    considerations = [
        _consideration_trend(
            bank().consideration(section.consideration),
            section.statements,
            reviews,
            figures,
        )
        for section in latest.sections_in_order
    ]
    return Trend(list(reviews), [one for one in considerations if one.statements])


def _consideration_trend(
    consideration: Consideration,
    asked: tuple[AskedStatement, ...],
    reviews: Sequence[Review],
    figures: dict[tuple[str, str], Figure],
) -> ConsiderationTrend:
    lines = [
        StatementTrend(one, [figures.get((review.pk, one.code)) for review in reviews])
        for one in asked
    ]
    lines = [one for one in lines if sum(figure is not None for figure in one.figures) > 1]
    common = _in_common(lines, len(reviews))
    points = rating_scale(reviews[-1]).points
    combined = [
        _combined_if_known([line.figures[place] for line in common], points)
        for place in range(len(reviews))
    ]
    return ConsiderationTrend(consideration, combined, len(common), lines)


def _in_common(lines: list[StatementTrend], rounds: int) -> list[StatementTrend]:
    """The lines shared by the most recent rounds, skipping any round that shares none."""
    common = lines
    for place in reversed(range(rounds)):
        common = [line for line in common if line.figures[place]] or common
    return common


def _combined_if_known(figures: list[Figure | None], points: int) -> Figure | None:
    """What these figures come to together; None unless all of them are known."""
    known = [figure for figure in figures if figure]
    combined = combined_figure(known, points) if len(known) == len(figures) else None
    return combined if isinstance(combined, Figure) else None
