"""What a published row says about who answered what: the one place that knows how to read it.

Everything else works on `Constraint`s, and does not know how results are published. They are read
from the rows that pages, charts, exports and reports are made from. What is published about
considerations follows from the statements' figures, and adds nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

from assessments.models import Review
from evidence.bank import Code
from insights.models import Bound, Grouping, Perception, PublishedGroup, Subject
from partnerships.vocabulary import Level, Sector

from .invented.plan import DONT_KNOW, NOT_APPLICABLE, Cell, IntTable, Plan, Question

ROUNDING = 1e-6
"""Means are stored as floats; times the number of ratings they are whole to within this."""


@dataclass(frozen=True)
class Constraint:
    """That a weighted sum over the answers of some cells is between `low` and `high`.

    `weights` has one for each column. None is no limit. `of_everyone` is part of what is
    published about everyone together.
    """

    cells: tuple[int, ...]
    weights: tuple[int, ...]
    low: int | None
    high: int | None
    of_everyone: bool = False

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


def read(review: Review, plan: Plan) -> dict[Question, Published]:
    """Everything published about a closed review, by question."""
    groups = {one: cells_of(one, plan) for one in review.published_groups.all()}
    rows = Perception.objects.filter(group__review=review).exclude(subject=Subject.CONSIDERATION)
    by_question: dict[tuple[str, str], dict[PublishedGroup, Perception]] = {}
    for row in rows.select_related("group"):
        by_question.setdefault((row.subject, row.code), {})[row.group] = row
    return {
        one: read_question(groups, by_question.get(_subject_and_code(one), {}), one)
        for one in plan.questions
    }


def read_question(
    groups: dict[PublishedGroup, tuple[int, ...]],
    rows: dict[PublishedGroup, Perception],
    question: Question,
) -> Published:
    """What these rows say about a question, and the number of people in each group."""
    constraints = [
        one
        for group, cells in groups.items()
        for one in _constraints(group, cells, rows.get(group), question)
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


def cells_of(group: PublishedGroup, plan: Plan) -> tuple[int, ...]:
    """The numbers of the cells whose people a published group is about, as readers can tell.

    A pooled group is about all cells that are not in a group of their own.
    """
    if group.pooled:
        named = group.review.published_groups.filter(grouping=group.grouping, pooled=False)
        taken = {cell for one in named for cell in cells_of(one, plan)}
        return tuple(at for at in range(len(plan.cells)) if at not in taken)
    sectors = {one.organisation: str(Sector(one.sector).label) for one in plan.people}
    return tuple(
        at
        for at, cell in enumerate(plan.cells)
        if group.grouping == Grouping.EVERYONE
        or group.label == _label(Grouping(group.grouping), cell, sectors)
    )


def _label(grouping: Grouping, cell: Cell, sectors: dict[str, str]) -> str:
    organisation, level = cell
    labels = {
        Grouping.ORGANISATION: organisation,
        Grouping.SECTOR: sectors[organisation],
        Grouping.LEVEL: str(Level(level).label),
    }
    return labels[grouping]


def _constraints(
    group: PublishedGroup, cells: tuple[int, ...], row: Perception | None, question: Question
) -> Iterator[Constraint]:
    about_all = group.grouping == Grouping.EVERYONE
    everybody = (1,) * question.width

    def exactly(weights: Sequence[int], total: int) -> Constraint:
        return Constraint(cells, tuple(weights), total, total, about_all)

    yield exactly(everybody, group.people)
    if row is None:
        return
    yield exactly(question.raters, row.n)
    yield exactly(question.only(question.points + DONT_KNOW), row.dont_know)
    yield exactly(question.only(question.points + NOT_APPLICABLE), row.not_applicable)
    for column, count in enumerate(row.counts or ()):
        yield exactly(question.only(column), count)
    low, high = _limits(row)
    yield Constraint(cells, question.ratings, low, high, about_all)


def _limits(row: Perception) -> tuple[int | None, int | None]:
    """The least and the most that the ratings of a group add up to."""
    total = row.mean * row.n
    low, high = ceil(total - ROUNDING), floor(total + ROUNDING)
    if row.bound == Bound.AT_LEAST:
        return low, None
    if row.bound == Bound.AT_MOST:
        return None, high
    if low != high:
        raise ValueError(f"{row.mean} is no mean of {row.n} ratings")
    return low, high
