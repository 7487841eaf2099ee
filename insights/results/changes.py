"""What has changed since the last review, for what both asked.

It compares the figures for everyone in each round. Groups are not compared over time, because one
person more or less in a small group would be noticeable.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assessments.models import AskedStatement, Review
from evidence.bank import Consideration
from insights.models import Grouping, PublishedGroup
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld, combined_figure

from .load import ConsiderationResult, GroupFigure, Results, load_results, with_full_figure
from .scale import rating_scale
from .who_answered import Answered, FromTurnout, SharedGroup, from_turnout

FEWEST_PEOPLE = 10
"""With fewer in either round no change is called: their variance says too little."""


class Verdict(StrEnum):
    """What may be said of a change."""

    RISEN = "risen"
    FALLEN = "fallen"
    CLOSE = "close"
    """Too close to call: other people answering might have done it."""


@dataclass(frozen=True)
class Shift:
    """Everyone's figure then and now, over the same statements.

    It is called only from two standard errors on. For a consideration the variance is that of all
    its ratings, and the people are the fewest who rated any of its statements. That is cautious:
    several answers of one person say more than one of them, but are counted as one.
    """

    before: FullFigure
    now: FullFigure

    @property
    def points(self) -> float:
        """How far it has moved, as readers see it."""
        return measures.change(self.before.shown_mean, self.now.shown_mean)

    @property
    def verdict(self) -> Verdict:
        if min(self.before.n, self.now.n) < FEWEST_PEOPLE:
            return Verdict.CLOSE
        errors = [measures.mean_error(one.counts, one.n) for one in (self.before, self.now)]
        if not measures.is_called(self.points, measures.difference_error(*errors)):
            return Verdict.CLOSE
        return Verdict.RISEN if self.points > 0 else Verdict.FALLEN

    @property
    def is_called(self) -> bool:
        return self.verdict != Verdict.CLOSE


@dataclass(frozen=True)
class StatementChange(Shift):
    """One statement then and now, as everyone sees it."""

    statement: AskedStatement


@dataclass(frozen=True)
class ConsiderationChange(Shift):
    """A consideration then and now, over the statements that both rounds share.

    `from_turnout` is what it owes to who answered, where it is called and that is worth saying. It
    takes an earlier round of just these statements, as groups are shown over all of them.
    """

    consideration: Consideration
    statements: list[StatementChange]
    from_turnout: FromTurnout | None


@dataclass(frozen=True)
class Changes:
    """What has changed between two rounds, and how many answered each."""

    earlier: Review
    review: Review
    then: Answered
    now: Answered
    considerations: list[ConsiderationChange]


def earlier_review(review: Review, *, shared_only: bool) -> Review | None:
    """The last review of this partnership to close before this one."""
    reviews = review.partnership.reviews.filter(closed_at__lt=review.closed_at)
    if shared_only:
        reviews = reviews.filter(shared_at__isnull=False)
    return reviews.select_related("questionnaire", "publication").order_by("-closed_at").first()


def latest_changes(results: Results, *, shared_only: bool) -> Changes | None:
    """What has changed since the last review to close. None if there is nothing to compare."""
    earlier = earlier_review(results.review, shared_only=shared_only)
    return changes_since(earlier, results) if earlier else None


def changes_since(earlier: Review, results: Results) -> Changes | None:
    """What both rounds published about the same statements on the same scale, by consideration.

    None if there is nothing like that. A round in which everyone is shown in steps is too coarse to
    be compared.
    """
    if rating_scale(earlier) != results.scale:
        return None
    before = load_results(earlier)
    figures = {
        one.statement.code: figure
        for section in before
        for one, figure in with_full_figure(section.statements)
    }
    seen = [_consideration_change(one, figures, before, results) for one in results]
    changed = [one for one in seen if one]
    if not changed:
        return None
    return Changes(earlier, results.review, before.answered, results.answered, changed)


def _consideration_change(
    result: ConsiderationResult,
    figures: Mapping[str, FullFigure],
    before: Results,
    results: Results,
) -> ConsiderationChange | None:
    statements = [
        StatementChange(figures[one.statement.code], now, one.statement)
        for one, now in with_full_figure(result.statements)
        if one.statement.code in figures
    ]
    if not statements:
        return None
    points = results.scale.points
    then = combined_figure([one.before for one in statements], points)
    now = combined_figure([one.now for one in statements], points)
    if not isinstance(then, FullFigure) or not isinstance(now, FullFigure):
        return None
    seen = next((one for one in before if one.consideration == result.consideration), None)
    asked_the_same = seen is not None and len(seen.statements) == len(statements)
    groups = shared_groups(
        seen.groups[Grouping.ORGANISATION] if seen and asked_the_same else [],
        results.groups[Grouping.ORGANISATION],
    )
    owed = owed_to_turnout(Shift(then, now), groups, before.answered, results.answered)
    return ConsiderationChange(then, now, result.consideration, statements, owed)


def shared_groups(
    first: Sequence[GroupFigure[MaybeWithheld]], later: Sequence[PublishedGroup]
) -> list[SharedGroup]:
    """The organisations that both rounds show, and how the first one shows them."""
    people: Mapping[str, int] = {one.label: one.people for one in later}
    return [
        SharedGroup(one.group.people, people[one.group.label], one.figure)
        for one in first
        if isinstance(one.figure, Figure) and one.group.label in people
    ]


def owed_to_turnout(
    change: Shift, groups: Sequence[SharedGroup], then: Answered, now: Answered
) -> FromTurnout | None:
    """What a change owes to who answered; None if it is too close to call."""
    if not change.is_called:
        return None
    return from_turnout(change.before.mean, change.points, groups, then, now)
