"""Re-running the public rule: what would have been published if people had answered otherwise.

Which figures are shown, and how finely, may tell what they do not. A reader who knows who answered
from where takes every table with everyone's spread, publishes each by the product's own rule, and
keeps those of which exactly the same would be published. If all of those agree about someone, the
published rows have told. An insider keeps only those that their own answers are in.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import product
from math import prod
from random import Random
from unittest.mock import patch

import numpy as np
import numpy.typing as npt
from django.db import transaction

from assessments.models import Review
from insights.disclosure import company, ladder
from insights.disclosure.audit import fails
from insights.disclosure.groups import CellKey
from insights.disclosure.release import Plan as Planned
from insights.disclosure.release import Rung, TalliedQuestion
from insights.models import Perception, Publication, PublishedGroup
from insights.publishing import publish
from insights.publishing.perceptions import AnswerCounts, CellCounts, Counted
from insights.publishing.plan import plan_review
from partnerships.vocabulary import Level, Sector

from ..invented.holding import begin, new_partnership
from ..invented.plan import IntTable, Plan, Respondent, questions_about
from ..tally import Tally, of_review
from .answers import places

FEWEST_WAYS, MOST_WAYS = 8, 400
"""Partnerships that could have answered in fewer ways, or in more, are not looked at."""
STATEMENTS = (2, 3, 4)
"""With three or more, a question may have company in failing."""
K = 3

Flags = npt.NDArray[np.bool_]
Way = IntTable
"""How all answer: statements × cells × points."""


def rerun(seed: int, _statements: int) -> list[Tally]:
    """A small partnership, and every way in which its people can have answered some statements.

    The spread of everyone's answers to each statement is known.
    """
    chance = Random(seed)
    plan, ways = _invented(chance, chance.choice(STATEMENTS))
    partnership, _members = new_partnership(f"Small {seed}", plan.people)
    review = begin(partnership, plan)
    with _remembering() as audit:
        alike = sorted_by(ways, lambda way: published_if(review, plan, way, audit))
    got = {"": told(alike, plan), ", one insider": told_to_insiders(alike, plan)}
    return of_review(
        Tally(f"re-running the rule{who}", "ways to answer", len(ways), number)
        for who, number in got.items()
    )


def _invented(chance: Random, statements: int) -> tuple[Plan, list[Way]]:
    while True:
        plan = _small_plan(chance, statements)
        ways = _ways(plan, chance)
        if FEWEST_WAYS <= len(ways) <= MOST_WAYS:
            return plan, ways


def _small_plan(chance: Random, statements: int) -> Plan:
    """7 to 12 people in two to four organisations, at one level or two."""
    organisations = [
        (f"Organisation {number}", chance.choice(Sector.values[:2]))
        for number in range(chance.randint(2, 4))
    ]
    levels = Level.values[: chance.randint(1, 2)]
    people = tuple(
        Respondent(*chance.choice(organisations), chance.choice(levels))
        for _person in range(chance.randint(7, 12))
    )
    questions = questions_about(statements, 5)
    nothing = tuple(tuple(0 for _person in people) for _question in questions)
    return Plan(K, people, questions, nothing)


def _ways(plan: Plan, chance: Random) -> list[Way]:
    """Every way to answer with one and the same spread over everyone on each statement."""
    statements = sum(not one.is_importance for one in plan.questions)
    spreads = [_spread(chance, len(plan.people), 5) for _statement in range(statements)]
    if chance.random() < 1 / 2:
        spreads = spreads[:1] * statements
    tables = [list(tables_with(plan, spread)) for spread in spreads]
    if prod(map(len, tables)) > MOST_WAYS:
        return []
    return [np.stack(way) for way in product(*tables)]


def _spread(chance: Random, people: int, points: int) -> tuple[int, ...]:
    """How many of some people choose each point: two or three points, one of them an end."""
    chosen = [chance.choice((0, points - 1)), *chance.sample(range(points), 2)]
    at = [chance.choice(chosen) for _person in range(people)]
    return tuple(at.count(point) for point in range(points))


def tables_with(plan: Plan, spread: Sequence[int]) -> Iterator[IntTable]:
    """Every table of ratings with this spread over everyone; none if there are too many."""
    people = [sum(one.cell == cell for one in plan.people) for cell in plan.cells]
    tables = [np.zeros((0, len(spread)), dtype=np.int64)]
    for count in people:
        tables = [
            np.vstack([table, row])
            for table in tables
            for row in _rows_of(count, np.array(spread) - table.sum(axis=0))
        ]
        if len(tables) > 50 * MOST_WAYS:
            return
    whole = [table for table in tables if (table.sum(axis=0) == spread).all()]
    if len(whole) <= MOST_WAYS:
        yield from whole


def _rows_of(people: int, left: IntTable) -> Iterator[list[int]]:
    """Every way in which this many people choose points of which so many are left."""
    if len(left) == 1:
        if people <= left[0]:
            yield [people]
        return
    for here in range(min(people, int(left[0])) + 1):
        for rest in _rows_of(people - here, left[1:]):
            yield [here, *rest]


@contextmanager
def _remembering() -> Iterator[ladder.Audit]:
    """An audit that is made once of questions just alike, as is what is planned by numbers."""
    planned: dict[object, Planned | None] = {}
    fails_once = cache(fails)

    def plan_once(review: Review, counts: AnswerCounts) -> Planned | None:
        key = review.pk, frozenset(counts.people.items())
        if key not in planned:
            planned[key] = plan_review(review, counts)
        return planned[key]

    def audit(asked: Iterable[tuple[TalliedQuestion, Planned, Rung]]) -> Iterator[bool]:
        return (fails_once(*one) for one in asked)

    with (
        patch.object(publish, "plan_review", plan_once),
        patch.object(company, "_open_cells", cache(company._open_cells)),
    ):
        yield audit


def sorted_by(ways: Sequence[Way], published: Callable[[Way], object]) -> list[list[Way]]:
    """Those ways together of which the same would be published."""
    alike: dict[object, list[Way]] = defaultdict(list)
    for way in ways:
        alike[published(way)].append(way)
    return list(alike.values())


def told(alike: Sequence[Sequence[Way]], plan: Plan) -> int:
    """In how many ways what is published fixes something that everyone's figures do not."""
    everything = [way for ways in alike for way in ways]
    known = _facts(np.stack(everything), plan)
    return sum(len(ways) for ways in alike if (_facts(np.stack(ways), plan) & ~known).any())


def told_to_insiders(alike: Sequence[Sequence[Way]], plan: Plan) -> int:
    """The same for someone who knows what they answered themselves to every statement."""
    everything = np.stack([way for ways in alike for way in ways])
    known: dict[bytes, Flags] = {}
    got = 0
    for ways in map(np.stack, alike):
        reads = np.zeros(len(ways), dtype=bool)
        for own in _insiders(ways):
            key = own.tobytes()
            if key not in known:
                known[key] = _facts(_others(everything, own), plan)
            if (_facts(_others(ways, own), plan) & ~known[key]).any():
                reads |= _is_in(ways, own)
        got += int(reads.sum())
    return got


def _insiders(ways: IntTable) -> Iterator[IntTable]:
    """Everyone who is in one of these ways: a cell, and their point on each statement."""
    _number, statements, cells, points = ways.shape
    for cell in range(cells):
        chosen = [np.flatnonzero(ways[:, at, cell].any(axis=0)) for at in range(statements)]
        for answers in product(*chosen):
            own = np.zeros((statements, cells, points), dtype=np.int64)
            own[range(statements), cell, answers] = 1
            if _is_in(ways, own).any():
                yield own


def _is_in(ways: IntTable, own: IntTable) -> Flags:
    there: Flags = np.all(ways >= own, axis=(1, 2, 3))
    return there


def _others(ways: IntTable, own: IntTable) -> IntTable:
    others: IntTable = ways[_is_in(ways, own)] - own
    return others


def _facts(ways: IntTable, plan: Plan) -> Flags:
    """What is so in all of these ways: that a cell's people all chose a point, and what the ratings
    of a place of fewer than K add up to."""
    people = ways.sum(axis=-1, keepdims=True)
    answers = (ways == people).all(axis=0) & (people > 0).all(axis=0)
    small = [some for some in places(plan) if _size(plan, some) < K]
    sums = [ways[:, :, some].sum(axis=2) @ np.arange(1, ways.shape[-1] + 1) for some in small]
    fixed = [
        (one == one[0]).all(axis=0) & bool(people[0, 0, some].sum())
        for one, some in zip(sums, small, strict=True)
    ]
    return np.concatenate([answers.ravel(), *fixed])


def _size(plan: Plan, cells: Sequence[int]) -> int:
    there = {plan.cells[at] for at in cells}
    return sum(one.cell in there for one in plan.people)


def published_if(review: Review, plan: Plan, way: Way, audit: ladder.Audit) -> frozenset[object]:
    """What the product would publish if these were the ratings of each statement, as rows without
    their keys."""
    counts = AnswerCounts(linked=_counted(review, plan, way))
    with transaction.atomic():
        with patch.object(publish, "count_answers", return_value=counts):
            if prepared := publish.prepare_results(review, audit):
                publish.store_results(review, prepared)
        rows = frozenset(_plain_rows(review))
        transaction.set_rollback(True)
    return rows


def _counted(review: Review, plan: Plan, way: Way) -> Counted:
    keys = {one.name: one.pk for one in review.partnership.organisations.all()}
    cells: list[CellKey] = [(keys[organisation], level) for organisation, level in plan.cells]
    counted = Counted()
    counted.people.update(dict(zip(cells, map(int, way[0].sum(axis=1)), strict=True)))
    for question, ratings in zip(plan.questions, way, strict=False):
        by_cell = [CellCounts([int(count) for count in row]) for row in ratings]
        counted.statements[question.code] = dict(zip(cells, by_cell, strict=True))
    return counted


def _plain_rows(review: Review) -> Iterator[object]:
    """What is published, but for keys, which are new each time."""
    ours = {"group__review": review}
    names = [
        one.name for one in Perception._meta.concrete_fields if one.name not in ("id", "group")
    ]
    groups = [one.name for one in PublishedGroup._meta.concrete_fields if one.name != "id"]
    whole = [*names, *(f"group__{name}" for name in groups)]
    for row in Perception.objects.filter(**ours).values_list(*whole):
        yield repr(row)
    for group in review.published_groups.values_list(*groups):
        yield repr(group)
    for publication in Publication.objects.filter(review=review):
        yield publication.rung, publication.everyone
