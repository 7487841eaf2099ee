"""What has changed since the last review, where both asked the same.

It compares what was published about everyone in each round. Groups are not compared over time:
one person more or less in a small group would stand out.
"""

from dataclasses import dataclass

from assessments.models import Review
from evidence.bank import Consideration

from . import measures
from .results import Compared, Figure, Results, StatementResult, load_results


@dataclass(frozen=True)
class Change:
    """One statement then and now, as everyone sees it."""

    now: StatementResult
    before: StatementResult

    @property
    def points(self) -> float:
        return measures.change(self.before.everyone.mean, self.now.everyone.mean)


@dataclass(frozen=True)
class ConsiderationChange:
    """A consideration then and now: the mean of each over the statements that both rounds share."""

    consideration: Consideration
    statements: list[Change]

    @property
    def before(self) -> float:
        return _mean([change.before for change in self.statements])

    @property
    def now(self) -> float:
        return _mean([change.now for change in self.statements])

    @property
    def points(self) -> float:
        return measures.change(self.before, self.now)


def _mean(statements: list[Compared]) -> float:
    """The mean over all ratings of these statements, every rating counting once."""
    figures = [statement.everyone for statement in statements]
    return sum(figure.mean * figure.n for figure in figures) / sum(figure.n for figure in figures)


def earlier_review(review: Review, *, shared_only: bool) -> Review | None:
    """The review of this partnership that closed last before this one."""
    reviews = review.partnership.reviews.filter(closed_at__lt=review.closed_at)
    if shared_only:
        reviews = reviews.filter(shared_at__isnull=False)
    return reviews.select_related("questionnaire").order_by("-closed_at").first()


def changes_since(earlier: Review, results: Results) -> list[ConsiderationChange]:
    """What both rounds published about the same statements on the same scale, by consideration."""
    if earlier.questionnaire.rating_labels != results.review.questionnaire.rating_labels:
        return []
    before = {
        one.statement.code: one for result in load_results(earlier) for one in result.statements
    }
    changed = [
        ConsiderationChange(
            result.consideration,
            [
                Change(one, before[one.statement.code])
                for one in result.statements
                if _both_shown(one, before.get(one.statement.code))
            ],
        )
        for result in results
    ]
    return [one for one in changed if one.statements]


def _both_shown(now: StatementResult, before: StatementResult | None) -> bool:
    return before is not None and all(isinstance(one.everyone, Figure) for one in (now, before))
