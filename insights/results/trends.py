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
from insights.statistics.figures import Figure


@dataclass(frozen=True)
class StatementTrend:
    """One statement over the rounds: what everyone said each time, or None if not known."""

    statement: AskedStatement
    figures: list[Figure | None]

    @property
    def means(self) -> list[float | None]:
        return [figure.mean if figure else None for figure in self.figures]


@dataclass(frozen=True)
class ConsiderationTrend:
    """One consideration over the rounds.

    Each mean is over the statements shared by all rounds with a mean, with every rating counting
    once. `statements` are all statements that at least two rounds asked.
    """

    consideration: Consideration
    means: list[float | None]
    statements_in_common: int
    statements: list[StatementTrend]


@dataclass(frozen=True)
class Trend:
    """Every round that could be read, the earliest first, and what is comparable among them."""

    rounds: list[Review]
    considerations: list[ConsiderationTrend]

    @property
    def points(self) -> int:
        return self.rounds[-1].questionnaire.points

    @cached_property
    def changes(self) -> list[tuple[ConsiderationTrend, float]]:
        """Considerations with how far they moved between the first and the last mean."""
        moves = [(one, overall_change(one.means)) for one in self.considerations]
        return [(one, points) for one, points in moves if points is not None]


def overall_change(means: Sequence[float | None]) -> float | None:
    """The change from the first to the last known mean. None with fewer than two."""
    known = [mean for mean in means if mean is not None]
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
    latest = reviews[-1].questionnaire
    for review in reviews:
        if review.questionnaire.rating_labels != latest.rating_labels:
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
    means = [
        _mean_if_known([line.figures[place] for line in common]) for place in range(len(reviews))
    ]
    return ConsiderationTrend(consideration, means, len(common), lines)


def _in_common(lines: list[StatementTrend], rounds: int) -> list[StatementTrend]:
    """The lines shared by the most recent rounds, skipping any round that shares none."""
    common = lines
    for place in reversed(range(rounds)):
        common = [line for line in common if line.figures[place]] or common
    return common


def _mean_if_known(figures: list[Figure | None]) -> float | None:
    """The mean over all ratings of these figures; None unless all of them are known."""
    known = [figure for figure in figures if figure]
    whole = len(known) == len(figures) and all(not figure.step for figure in known)
    return (
        sum(one.mean * one.n for one in known) / sum(one.n for one in known)
        if whole and known
        else None
    )
