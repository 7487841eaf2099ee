"""The results of a review, read only from what was published.

One call loads everything a page or a report needs, in a fixed number of queries. A figure that may
not be shown is `Withheld`, a type that contains no number.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from assessments.models import AskedSection, AskedStatement, Review
from assessments.reviews.services import record_reading
from evidence.bank import Consideration, bank
from insights.disclosure.release import WIDE
from insights.models import (
    COMPARED_GROUPINGS,
    ChanceRange,
    Grouping,
    Perception,
    PublishedGroup,
    Subject,
)
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld, WhyBlank, Withheld
from insights.statistics.steps import distance, steps_of

from .scale import ShownScale, importance_scale, publication_of, rating_scale
from .who_answered import Answered, answered

F = TypeVar("F", bound=MaybeWithheld, covariant=True)


@dataclass(frozen=True)
class GroupFigure(Generic[F]):
    """How one group sees one thing."""

    group: PublishedGroup
    figure: F


@dataclass(frozen=True)
class Gap:
    """The distance between the two groups that are furthest apart, in points, as readers see it."""

    higher: GroupFigure[Figure]
    lower: GroupFigure[Figure]

    @property
    def in_steps(self) -> bool:
        return bool(self.higher.figure.step or self.lower.figure.step)

    @property
    def is_least(self) -> bool:
        """Whether the groups may be further apart, because one is in an end step."""
        return self.higher.figure.is_open or self.lower.figure.is_open

    @property
    def width(self) -> float:
        """The difference of the figures shown: at least this much where one is in an end step."""
        high, low = self.higher.figure, self.lower.figure
        if high.step and low.step:
            return distance(high.step, low.step)
        return round(high.shown_mean - low.shown_mean, 1)


@dataclass(frozen=True)
class ComparedResult:
    """One thing as everyone and as each group sees it."""

    everyone: MaybeWithheld
    groups: dict[Grouping, list[GroupFigure[MaybeWithheld]]]

    def figure_of(self, group: PublishedGroup) -> MaybeWithheld:
        """The figure for one of the groups."""
        seen = self.groups[Grouping(group.grouping)]
        return next(one.figure for one in seen if one.group == group)

    def gap(self, grouping: Grouping) -> Gap | None:
        """The widest gap between two groups shown, or None with fewer than two of them."""
        shown = [
            GroupFigure(one.group, one.figure)
            for one in self.groups[grouping]
            if isinstance(one.figure, Figure)
        ]
        if len(shown) < 2:
            return None
        high, low = measures.furthest_apart_positions([seen.figure.mean for seen in shown])
        return Gap(shown[high], shown[low])


@dataclass(frozen=True)
class StatementResult(ComparedResult):
    """How one statement is seen, and what chance would give where groups are compared."""

    statement: AskedStatement
    chance: Mapping[Grouping, ChanceRange] = field(default_factory=dict)


@dataclass(frozen=True)
class ConsiderationResult(ComparedResult):
    """How one consideration is seen, how much it matters, and its statements."""

    consideration: Consideration
    importance: MaybeWithheld
    importance_to: Mapping[Grouping, list[GroupFigure[MaybeWithheld]]]
    statements: list[StatementResult] = field(default_factory=list)


@dataclass(frozen=True)
class Results:
    """Everything published about a review, considerations in their usual order.

    Ratings are shown on the `scale`, and importance on the `weights`. A coordinator entered the
    answers of `entered` of the people.
    """

    review: Review
    scale: ShownScale
    weights: ShownScale
    people: int
    entered: int
    groups: dict[Grouping, list[PublishedGroup]]
    considerations: list[ConsiderationResult]

    def __iter__(self) -> Iterator[ConsiderationResult]:
        return iter(self.considerations)

    @property
    def answered(self) -> Answered:
        """How many answered, of how many who were asked."""
        return answered(self.review, self.people)

    def consideration(self, code: str) -> ConsiderationResult:
        """The results of one consideration; KeyError if the review did not ask about it."""
        for result in self.considerations:
            if result.consideration.code == code:
                return result
        raise KeyError(code)

    def previous(self, result: ConsiderationResult) -> ConsiderationResult | None:
        """The consideration that comes before this one, in usual order."""
        position = self.considerations.index(result)
        return self.considerations[position - 1] if position else None

    def following(self, result: ConsiderationResult) -> ConsiderationResult | None:
        """The consideration that comes after this one, in usual order."""
        following = self.considerations[self.considerations.index(result) + 1 :]
        return following[0] if following else None

    def limited_to(self, grouping: Grouping, groups: list[PublishedGroup]) -> "Results":
        """These results with only some of the groups of one grouping."""

        def kept(one: ComparedResult) -> dict[Grouping, list[GroupFigure[MaybeWithheld]]]:
            return one.groups | {
                grouping: [seen for seen in one.groups[grouping] if seen.group in groups]
            }

        return replace(
            self,
            groups=self.groups | {grouping: groups},
            considerations=[
                replace(
                    one,
                    groups=kept(one),
                    statements=[replace(each, groups=kept(each)) for each in one.statements],
                )
                for one in self.considerations
            ],
        )


C = TypeVar("C", bound=ComparedResult)


def with_figure(compared: Iterable[C]) -> list[tuple[C, Figure]]:
    """The considerations for which everyone's figure is shown, with that figure."""
    return [(one, one.everyone) for one in compared if isinstance(one.everyone, Figure)]


def with_full_figure(compared: Iterable[C]) -> list[tuple[C, FullFigure]]:
    """The considerations for which it is shown how everyone answered, with that figure."""
    return [(one, one.everyone) for one in compared if isinstance(one.everyone, FullFigure)]


def load_results(review: Review) -> Results:
    """The published results of a closed review, in four queries. Records that they were read."""
    record_reading(review=review)
    published = _PublishedRows(review)
    return Results(
        review=review,
        scale=rating_scale(review),
        weights=importance_scale(review),
        people=published.everyone.people if published.everyone else 0,
        entered=published.everyone.entered if published.everyone else 0,
        groups=published.groups,
        considerations=[
            published.consideration(section) for section in review.questionnaire.sections_in_order
        ],
    )


class _PublishedRows:
    """The published rows of one review, by subject."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.groups: dict[Grouping, list[PublishedGroup]] = {g: [] for g in Grouping}
        for group in review.published_groups.all():
            self.groups[Grouping(group.grouping)].append(group)
        self.everyone = next(iter(self.groups[Grouping.EVERYONE]), None)
        self.chance: dict[str, dict[Grouping, ChanceRange]] = defaultdict(dict)
        for one in review.chance_ranges.all():
            self.chance[one.code][Grouping(one.grouping)] = one
        rows = Perception.objects.filter(group__review=review)
        self.figures = {(row.group_id, row.subject, row.code): row.figure for row in rows}

    def consideration(self, section: AskedSection) -> ConsiderationResult:
        code = section.consideration
        return ConsiderationResult(
            consideration=bank().consideration(code),
            everyone=self._by_everyone(Subject.CONSIDERATION, code),
            importance=self._by_everyone(Subject.IMPORTANCE, code),
            importance_to=self._by_group(Subject.IMPORTANCE, code),
            groups=self._by_group(Subject.CONSIDERATION, code),
            statements=[self._statement(statement) for statement in section.statements],
        )

    def _statement(self, statement: AskedStatement) -> StatementResult:
        return StatementResult(
            statement=statement,
            everyone=self._by_everyone(Subject.STATEMENT, statement.code),
            groups=self._by_group(Subject.STATEMENT, statement.code),
            chance=self.chance[statement.code],
        )

    def _by_everyone(self, subject: Subject, code: str) -> MaybeWithheld:
        figure = self.everyone and self.figures.get((self.everyone.pk, subject, code))
        return figure or Withheld()

    def _by_group(
        self, subject: Subject, code: str
    ) -> dict[Grouping, list[GroupFigure[MaybeWithheld]]]:
        blank = Withheld(self._why_blank(subject, code))
        return {
            grouping: [
                GroupFigure(group, self.figures.get((group.pk, subject, code), blank))
                for group in groups
            ]
            for grouping, groups in self.groups.items()
            if grouping in COMPARED_GROUPINGS
        }

    def _why_blank(self, subject: Subject, code: str) -> WhyBlank:
        """Why a group has no figure on something. It follows from everyone's figure."""
        publication, everyone = publication_of(self.review), self._by_everyone(subject, code)
        if not self.review.is_confidential or isinstance(everyone, Withheld):
            return WhyBlank.NO_RATINGS
        if subject != Subject.STATEMENT or publication is None:
            return WhyBlank.NOT_SHOWN
        if not everyone.counts:
            return WhyBlank.TOO_FEW
        chosen = tuple(point for point, count in enumerate(everyone.counts, start=1) if count)
        if len(chosen) == 1:
            return WhyBlank.ALL_THE_SAME
        wide = publication.rung in WIDE
        steps = steps_of(len(everyone.counts), chosen, self.review.k, wide_ends=wide)
        return WhyBlank.TOO_FEW if steps.edges else WhyBlank.TOO_ALIKE
