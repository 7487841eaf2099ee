"""A partnership over its rounds: what everyone said each time, what was agreed and done between.

It holds only rounds whose results the reader may see, and is read in a fixed number of queries.
"""

from dataclasses import dataclass, field

from assessments.models import Review
from evidence.bank import Consideration, bank
from insights import charts
from insights.charts import Chart
from insights.results.trends import Trend, load_trend
from insights.tables.base import ResultsTable
from insights.tables.changes import statement_trends_table
from insights.wording.changes import groups_sentence
from insights.wording.turnout import number_answered
from partnerships.access import Can, abilities
from partnerships.models import Member

from .models import Action, Conclusion


@dataclass(frozen=True)
class RoundOutcome:
    """The outcome of a round's discussion of one consideration, and its actions."""

    review: Review
    conclusion: Conclusion | None
    actions: list[Action]


@dataclass(frozen=True)
class ConsiderationHistory:
    """One consideration over time: its statements and groups, and what was agreed and done."""

    consideration: Consideration
    table: ResultsTable | None
    groups: Chart | None
    outcomes: list[RoundOutcome]


@dataclass(frozen=True)
class OverTime:
    """Every round that a reader may see, the earliest first."""

    rounds: list[Review]
    chart: Chart | None
    considerations: list[ConsiderationHistory]
    answered: list[str] = field(default_factory=list)
    """How many answered each of the rounds, in words."""
    groups_sentence: str = ""
    """How to read the charts of groups."""

    @property
    def rounds_answered(self) -> list[tuple[Review, str]]:
        """Each round, and how many answered it."""
        return list(zip(self.rounds, self.answered, strict=True))

    @property
    def latest(self) -> Review | None:
        return self.rounds[-1] if self.rounds else None

    def table(self, table_id: str) -> ResultsTable | None:
        """The table with this id on the page. None if there is none."""
        found = [self.chart.table] if self.chart else []
        found += [one.table for one in self.considerations if one.table]
        found += [one.groups.table for one in self.considerations if one.groups]
        return next((one for one in found if one.id == table_id), None)


def load_over_time(member: Member) -> OverTime:
    """The rounds of a member's partnership."""
    closed = member.partnership.reviews.filter(closed_at__isnull=False)
    closed = closed.select_related("partnership", "questionnaire", "publication").order_by(
        "closed_at"
    )
    rounds = [one for one in closed if abilities(member, one)[Can.SEE_RESULTS]]
    if not rounds:
        return OverTime([], None, [])
    trend = load_trend(rounds)
    return OverTime(
        rounds,
        charts.trend_chart(trend),
        _consideration_histories(trend, rounds),
        [number_answered(one) for one in trend.answered],
        groups_sentence(trend),
    )


def _consideration_histories(trend: Trend, rounds: list[Review]) -> list[ConsiderationHistory]:
    conclusions = {
        (one.review_id, one.consideration): one
        for one in Conclusion.objects.agreed()
        .filter(review__in=rounds)
        .select_related("review__questionnaire")
    }
    actions = Action.objects.filter(review__in=rounds).select_related("owner")
    trends = {one.consideration.code: one for one in trend.considerations}
    histories = []
    for consideration in bank().considerations:
        outcomes = [
            RoundOutcome(
                review,
                conclusions.get((review.pk, consideration.code)),
                [
                    one
                    for one in actions
                    if (one.review_id, one.consideration) == (review.pk, consideration.code)
                ],
            )
            for review in rounds
        ]
        outcomes = [one for one in outcomes if one.conclusion or one.actions]
        one = trends.get(consideration.code)
        if one or outcomes:
            table = statement_trends_table(one, trend) if one else None
            groups = (
                charts.group_trends_chart(one, one.groups, trend) if one and one.groups else None
            )
            histories.append(ConsiderationHistory(consideration, table, groups, outcomes))
    return histories
