"""The rounds of a partnership side by side: what everyone said about the same things each time.

Changes are those of everyone's figures. Groups that every round shows are listed as each published
them, and none is said to have risen or fallen: one person more or less in a small group would be
noticeable.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from assessments.models import AskedStatement, Review
from assessments.reviews.services import record_reading
from evidence.bank import Consideration, bank
from insights.models import COMPARED_GROUPINGS, Grouping, Perception, PublishedGroup, Subject
from insights.statistics.figures import Figure, FullFigure, combined_figure

from .changes import Shift, owed_to_turnout, shared_groups
from .load import ComparedResult, Gap, GroupFigure
from .scale import rating_scale
from .who_answered import Answered, FromTurnout, answered


@dataclass(frozen=True)
class StatementTrend:
    """One statement over the rounds: what everyone said each time, or None if not known."""

    statement: AskedStatement
    figures: list[Figure | None]


@dataclass(frozen=True)
class GroupTrends:
    """How groups of one grouping saw a consideration, in rounds that asked the same about it.

    Only groups that all these rounds show are here. `figures` has a list for each round, with a
    figure for each group, as it was published.
    """

    grouping: Grouping
    rounds: list[Review]
    figures: list[list[GroupFigure[Figure]]]

    @property
    def gaps(self) -> list[Gap | None]:
        """How far apart the outermost of these groups were in each round."""
        return [
            ComparedResult(figures[0].figure, {self.grouping: [*figures]}).gap(self.grouping)
            for figures in self.figures
        ]


@dataclass(frozen=True)
class ConsiderationTrend:
    """One consideration over the rounds.

    Each figure is over the statements shared by all rounds with a figure. `statements` are all
    statements that at least two rounds asked. `groups` is None without two groups in two rounds.
    """

    consideration: Consideration
    figures: list[Figure | None]
    statements_in_common: int
    statements: list[StatementTrend]
    groups: GroupTrends | None = None


@dataclass(frozen=True)
class TrendChange(Shift):
    """How one consideration moved between the first and the last of the rounds that tell.

    `from_turnout` is what it owes to who answered, where it is called and that is worth saying.
    """

    trend: ConsiderationTrend
    first: Review
    last: Review
    from_turnout: FromTurnout | None


@dataclass(frozen=True)
class Trend:
    """Every round that could be read, the earliest first, how many answered each, and what is
    comparable among them."""

    rounds: list[Review]
    answered: list[Answered]
    considerations: list[ConsiderationTrend]
    changes: list[TrendChange]
    """Of the considerations that at least two rounds tell about."""

    @property
    def points(self) -> int:
        return rating_scale(self.rounds[-1]).points

    def answered_in(self, review: Review) -> Answered:
        """How many answered one of the rounds."""
        return self.answered[self.rounds.index(review)]


def overall_change(figures: Sequence[Figure | None]) -> Shift | None:
    """The change from the first to the last known figure. None with fewer than two.

    What is shown in steps is too coarse for it.
    """
    known = [figure for figure in figures if isinstance(figure, FullFigure)]
    return Shift(known[0], known[-1]) if len(known) > 1 else None


def load_trend(reviews: Sequence[Review]) -> Trend:
    """The trend of one partnership's closed reviews, latest last, in two queries plus one for each
    review that no one has read before. The statements and scale of the latest review are used."""
    for review in reviews:
        record_reading(review=review)
    published = _Published(reviews)
    considerations = [
        published.consideration_trend(
            bank().consideration(section.consideration), section.statements
        )
        for section in reviews[-1].questionnaire.sections_in_order
    ]
    considerations = [one for one in considerations if one.statements]
    changes = [one for each in considerations if (one := published.change(each))]
    return Trend(list(reviews), published.answered, considerations, changes)


class _Published:
    """What several reviews published on the scale of the latest: everyone's figures on statements,
    and those of groups on considerations."""

    def __init__(self, reviews: Sequence[Review]) -> None:
        self.reviews = reviews
        scale = rating_scale(reviews[-1])
        self.comparable = [one for one in reviews if rating_scale(one) == scale]
        self.points = scale.points
        people: dict[str, int] = {}
        self.organisations: dict[str, list[PublishedGroup]] = defaultdict(list)
        for group in PublishedGroup.objects.filter(review__in=reviews):
            if group.grouping == Grouping.EVERYONE:
                people[group.review_id] = group.people
            elif group.grouping == Grouping.ORGANISATION:
                self.organisations[group.review_id].append(group)
        self.answered = [answered(one, people.get(one.pk, 0)) for one in reviews]
        self.everyone: dict[tuple[str, str], Figure] = {}
        self.groups: dict[tuple[str, str, str], dict[str, GroupFigure[Figure]]] = defaultdict(dict)
        everyone = Q(group__grouping=Grouping.EVERYONE)
        rows = Perception.objects.filter(
            everyone & Q(subject=Subject.STATEMENT) | ~everyone & Q(subject=Subject.CONSIDERATION),
            group__review__in=self.comparable,
        )
        for row in rows.select_related("group").order_by("group__label"):
            group = row.group
            if row.subject == Subject.STATEMENT:
                self.everyone[group.review_id, row.code] = row.figure
            else:
                seen = self.groups[group.review_id, row.code, group.grouping]
                seen[group.label] = GroupFigure(group, row.figure)

    def change(self, one: ConsiderationTrend) -> TrendChange | None:
        moved = overall_change(one.figures)
        if moved is None:
            return None
        told = [place for place, each in enumerate(one.figures) if isinstance(each, FullFigure)]
        first, last = self.reviews[told[0]], self.reviews[told[-1]]
        seen = self.groups.get((first.pk, one.consideration.code, Grouping.ORGANISATION), {})
        asked = len(_asked_about(first, one.consideration.code))
        shown = [*seen.values()] if asked == one.statements_in_common else []
        groups = shared_groups(shown, self.organisations[last.pk])
        then, now = self.answered[told[0]], self.answered[told[-1]]
        owed = owed_to_turnout(moved, groups, then, now)
        return TrendChange(moved.before, moved.now, one, first, last, owed)

    def consideration_trend(
        self, consideration: Consideration, asked: tuple[AskedStatement, ...]
    ) -> ConsiderationTrend:
        lines = [
            StatementTrend(one, [self.everyone.get((r.pk, one.code)) for r in self.reviews])
            for one in asked
        ]
        lines = [one for one in lines if sum(figure is not None for figure in one.figures) > 1]
        common = _in_common(lines, len(self.reviews))
        combined = [
            _combined_if_known([line.figures[place] for line in common], self.points)
            for place in range(len(self.reviews))
        ]
        groups = self._group_trends(consideration.code)
        return ConsiderationTrend(consideration, combined, len(common), lines, groups)

    def _group_trends(self, code: str) -> GroupTrends | None:
        """The first grouping with two groups that all rounds with the same statements show."""
        asked = _asked_about(self.reviews[-1], code)
        rounds = [one for one in self.comparable if _asked_about(one, code) == asked]
        for grouping in COMPARED_GROUPINGS:
            seen = [self.groups.get((one.pk, code, grouping), {}) for one in rounds]
            labels = [one for one in seen[0] if all(one in each for each in seen)]
            if len(rounds) > 1 and len(labels) > 1:
                figures = [[each[label] for label in labels] for each in seen]
                return GroupTrends(grouping, rounds, figures)
        return None


def _asked_about(review: Review, code: str) -> set[str]:
    """The codes of the statements that a review asks about a consideration."""
    return {
        statement.code
        for section in review.questionnaire.sections_in_order
        if section.consideration == code
        for statement in section.statements
    }


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
