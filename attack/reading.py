"""What a published row says about who answered what: the one place that knows how to read it.

Everything else works on `Constraint`s, and does not know how results are published. They are read
from the rows that pages, charts, exports and reports are made from. What is published about
considerations follows from the statements' figures, and adds nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assessments.models import Review
from evidence.bank import Code
from insights.disclosure.release import WIDE, Rung, Treatment, fewest_raters
from insights.models import Grouping, Perception, PublishedGroup, Subject
from insights.statistics.scales import FEWEST_POINTS, class_edges
from insights.statistics.steps import Step, steps_of
from partnerships.vocabulary import Level, Sector

from .invented.plan import DONT_KNOW, NOT_APPLICABLE, Cell, IntTable, Plan, Question

QUARTERS = 4
"""The edges of steps are quarters of a point, so that times this they are whole."""


@dataclass(frozen=True)
class Constraint:
    """That a weighted sum over the answers of some cells is between `low` and `high`.

    `weights` has one for each column. None is no limit. `of_everyone` is part of what is
    published about everyone together. `by_link` is only about those who answered by their link;
    `entered` more of these people did not.
    """

    cells: tuple[int, ...]
    weights: tuple[int, ...]
    low: int | None
    high: int | None
    of_everyone: bool = False
    by_link: bool = False
    entered: int = 0

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    def holds(self, table: IntTable) -> bool:
        total = int((table[list(self.cells)] @ self.weights).sum())
        return (self.low is None or self.low <= total) and (self.high is None or total <= self.high)


@dataclass(frozen=True)
class Published:
    """What is published about one question.

    `without_spread` has the cells of each group with a figure that does not say how many chose
    each point.
    """

    constraints: tuple[Constraint, ...]
    without_spread: tuple[tuple[int, ...], ...] = ()

    @property
    def of_everyone(self) -> tuple[Constraint, ...]:
        return tuple(one for one in self.constraints if one.of_everyone)


Rows = dict[PublishedGroup, Perception]
"""What is published about one question: the row of each group that has one."""


def read(review: Review, plan: Plan) -> dict[Question, Published]:
    """Everything published about a closed review, by question."""
    groups = {one: cells_of(one, plan) for one in review.published_groups.all()}
    rows = Perception.objects.filter(group__review=review).exclude(subject=Subject.CONSIDERATION)
    by_question: dict[tuple[str, str], Rows] = {}
    for row in rows.select_related("group"):
        by_question.setdefault((row.subject, row.code), {})[row.group] = row
    return {
        one: read_question(review, groups, by_question.get(_subject_and_code(one), {}), one)
        for one in plan.questions
    }


def read_question(
    review: Review, groups: dict[PublishedGroup, tuple[int, ...]], rows: Rows, question: Question
) -> Published:
    """What these rows say about a question, and the number of people in each group."""
    if not groups:
        return Published(())
    in_steps = _everyone_in_steps(review, question)
    few_if_blank = _few_if_blank(review, rows, question)
    constraints = [
        one
        for group, cells in groups.items()
        for one in _Reader(group, cells, question, in_steps, few_if_blank).read(rows.get(group))
    ]
    without = [
        groups[group]
        for group, row in rows.items()
        if row.counts is None and group.grouping != Grouping.EVERYONE
    ]
    return Published(tuple(constraints), tuple(without))


def _subject_and_code(question: Question) -> tuple[str, str]:
    if question.is_importance:
        return Subject.IMPORTANCE, Code.values[int(question.code)]
    return Subject.STATEMENT, question.code


def _everyone_in_steps(review: Review, question: Question) -> bool:
    """A short scale has no classes, so that few people are shown in a step."""
    everyone = review.publication.everyone
    few = everyone == Treatment.CLASSES and question.points < FEWEST_POINTS
    return few or everyone == Treatment.STEPS


def _few_if_blank(review: Review, rows: Rows, question: Question) -> int | None:
    """How many there are at most of those who answered by link and rated, in a group without a
    figure. None if no group has one, because there are no steps."""
    chosen = tuple(range(1, question.points + 1))
    if review.publication.everyone == Treatment.EXACT:
        counts = [row.counts or [] for group, row in rows.items() if _is_everyone(group)]
        chosen = tuple(at for one in counts for at, count in enumerate(one, start=1) if count)
    wide = Rung(review.publication.rung) in WIDE
    steps = steps_of(question.points, chosen, review.k, wide_ends=wide)
    return fewest_raters(review.k) - 1 if steps.edges else None


def _is_everyone(group: PublishedGroup) -> bool:
    return group.grouping == Grouping.EVERYONE


def cells_of(group: PublishedGroup, plan: Plan) -> tuple[int, ...]:
    """The numbers of the cells whose people a published group is about."""
    sectors = {one.organisation: str(Sector(one.sector).label) for one in plan.people}
    return tuple(
        at
        for at, cell in enumerate(plan.cells)
        if _is_everyone(group) or group.label == _label(group, cell, plan, sectors)
    )


def _label(group: PublishedGroup, cell: Cell, plan: Plan, sectors: dict[str, str]) -> str:
    organisation, level = cell
    labels = {
        Grouping.ORGANISATION: organisation,
        Grouping.PARTNER_GROUP: plan.partner_groups.get(organisation, ""),
        Grouping.SECTOR: sectors[organisation],
        Grouping.LEVEL: str(Level(level).label),
    }
    return labels[Grouping(group.grouping)]


@dataclass(frozen=True)
class _Reader:
    """Reads what is published about the people of a group, who are from these cells."""

    group: PublishedGroup
    cells: tuple[int, ...]
    question: Question
    everyone_in_steps: bool
    few_if_blank: int | None

    def read(self, row: Perception | None) -> Iterator[Constraint]:
        yield self._exactly((1,) * self.question.width, self.group.people)
        if row is None:
            yield from self._blank()
            return
        if row.step:
            yield from self._in_step(row.step)
        else:
            points = self.question.points
            yield self._exactly(self.question.only(points + DONT_KNOW), row.dont_know)
            yield self._exactly(self.question.only(points + NOT_APPLICABLE), row.not_applicable)
        yield from self._spread(row.counts or ())

    def _sum(self, weights: Sequence[int], low: int | None, high: int | None) -> Constraint:
        return Constraint(self.cells, tuple(weights), low, high, _is_everyone(self.group))

    def _exactly(self, weights: Sequence[int], total: int) -> Constraint:
        return self._sum(weights, total, total)

    def _raters_by_link(self, low: int | None, high: int | None) -> Constraint:
        about = self._sum(self.question.raters, low, high)
        return replace(about, by_link=True, entered=self.group.entered)

    def _blank(self) -> Iterator[Constraint]:
        """Everyone together are blank if no one rated, unless they are shown in a step."""
        if _is_everyone(self.group) and not self.everyone_in_steps:
            yield self._exactly(self.question.raters, 0)
        elif self.few_if_blank is not None:
            yield self._raters_by_link(None, self.few_if_blank)

    def _in_step(self, step: Step) -> Iterator[Constraint]:
        """low ≤ mean < high, or ≤ at the upper end of the scale, by enough people."""
        yield self._raters_by_link((self.few_if_blank or 0) + 1, None)
        yield self._sum(self._over(step.low), 0, None)
        yield self._sum(self._over(step.high), None, 0 if step.bound == "high" else -1)

    def _over(self, edge: float) -> list[int]:
        """What each answer adds to the sum of what ratings are over an edge, in quarters."""
        points = range(1, self.question.points + 1)
        return [*(round(QUARTERS * (point - edge)) for point in points), 0, 0, 0]

    def _spread(self, counts: Sequence[int]) -> Iterator[Constraint]:
        """How many chose each point, or each class of points."""
        points = self.question.points
        edges = range(points + 1) if len(counts) == points else class_edges(points)
        for (start, end), count in zip(pairwise(edges), counts, strict=False):
            weights = [int(start <= column < end) for column in range(self.question.width)]
            yield self._exactly(weights, count)
