"""What has changed since the last review, for what both asked.

It compares the figures for everyone in each round. Groups are not compared over time, because one
person more or less in a small group would be noticeable.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import AskedStatement, Review
from evidence.bank import Consideration
from insights.statistics import measures
from insights.statistics.figures import FullFigure

from .load import Results, load_results, with_full_figure
from .scale import rating_scale


@dataclass(frozen=True)
class StatementChange:
    """One statement then and now, as everyone sees it."""

    statement: AskedStatement
    before: FullFigure
    now: FullFigure


@dataclass(frozen=True)
class ConsiderationChange:
    """A consideration then and now: its mean over the statements both rounds share."""

    consideration: Consideration
    statements: list[StatementChange]

    @property
    def before(self) -> float:
        return _mean_of_ratings([change.before for change in self.statements])

    @property
    def now(self) -> float:
        return _mean_of_ratings([change.now for change in self.statements])

    @property
    def points(self) -> float:
        return measures.change(self.before, self.now)


def _mean_of_ratings(figures: Sequence[FullFigure]) -> float:
    """The mean over all ratings of these statements, every rating counting once."""
    return sum(figure.mean * figure.n for figure in figures) / sum(figure.n for figure in figures)


def earlier_review(review: Review, *, shared_only: bool) -> Review | None:
    """The last review of this partnership to close before this one."""
    reviews = review.partnership.reviews.filter(closed_at__lt=review.closed_at)
    if shared_only:
        reviews = reviews.filter(shared_at__isnull=False)
    return reviews.select_related("questionnaire", "publication").order_by("-closed_at").first()


def changes_since(earlier: Review, results: Results) -> list[ConsiderationChange]:
    """What both rounds published about the same statements on the same scale, by consideration.

    A round in which everyone is shown in steps is too coarse to be compared.
    """
    if rating_scale(earlier) != results.scale:
        return []
    before = {
        one.statement.code: figure
        for result in load_results(earlier)
        for one, figure in with_full_figure(result.statements)
    }
    changed = [
        ConsiderationChange(
            result.consideration,
            [
                StatementChange(one.statement, before[one.statement.code], now)
                for one, now in with_full_figure(result.statements)
                if one.statement.code in before
            ],
        )
        for result in results
    ]
    return [one for one in changed if one.statements]
