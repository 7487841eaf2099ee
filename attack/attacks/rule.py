"""Re-running the public rule: what would have been published if people had answered otherwise.

Which figures are shown, and how, may tell what they do not. A reader who knows who answered from
where takes every table with everyone's spread, publishes each by the product's own rule, and keeps
those of which exactly the same would be published. If all of those agree about someone, the
published rows have told.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from math import prod
from random import Random
from unittest.mock import patch

import numpy as np
from django.db import transaction

from assessments.models import Review
from insights.disclosure import CellKey
from insights.models import Perception, PublishedGroup
from insights.publishing import publish
from insights.publishing.perceptions import AnswerCounts, CellCounts
from partnerships.vocabulary import Level, Sector

from ..invented.holding import begin, new_partnership
from ..invented.plan import IntTable, Plan, Respondent, questions_about
from ..tally import Tally, of_review

FEWEST_WAYS, MOST_WAYS = 8, 400
"""Partnerships that could have answered in fewer ways, or in more, are not looked at."""
K = 3


def rerun(seed: int, _statements: int) -> list[Tally]:
    """A small partnership, and every way in which its people can have answered a statement or two.

    The spread of everyone's answers to each statement is known.
    """
    chance = Random(seed)
    plan = _small_plan(chance, 1 + seed % 2)
    ways = _ways(plan, chance)
    while not FEWEST_WAYS <= len(ways) <= MOST_WAYS:
        plan = _small_plan(chance, 1 + seed % 2)
        ways = _ways(plan, chance)
    partnership, _members = new_partnership(f"Small {seed}", plan.people)
    review = begin(partnership, plan)
    alike: dict[object, list[IntTable]] = defaultdict(list)
    for way in ways:
        alike[published_if(review, plan, way)].append(np.stack(way))
    by_everyone = _fixed([np.stack(way) for way in ways])
    told = [some for some in alike.values() if (_fixed(some) & ~by_everyone).any()]
    tally = Tally("re-running the rule", "ways to answer", len(ways), sum(map(len, told)))
    return of_review([tally])


def _small_plan(chance: Random, statements: int) -> Plan:
    """7 to 12 people in two to four organisations."""
    places = [
        (f"Organisation {number}", chance.choice(Sector.values[:2]))
        for number in range(chance.randint(2, 4))
    ]
    people = tuple(
        Respondent(*chance.choice(places), chance.choice(Level.values[:2]))
        for _person in range(chance.randint(7, 12))
    )
    questions = questions_about(statements, 5)
    nothing = tuple(tuple(0 for _person in people) for _question in questions)
    return Plan(K, people, questions, nothing)


def _ways(plan: Plan, chance: Random) -> list[tuple[IntTable, ...]]:
    """Every way to answer with one and the same spread over everyone on each statement."""
    tables = [
        list(_tables_with(plan, _spread(chance, len(plan.people), one.points)))
        for one in plan.questions
        if not one.is_importance
    ]
    return list(product(*tables)) if prod(map(len, tables)) <= MOST_WAYS else []


def _spread(chance: Random, people: int, points: int) -> tuple[int, ...]:
    """How many of some people choose each point: two or three points, one of them an end."""
    chosen = [chance.choice((0, points - 1)), *chance.sample(range(points), 2)]
    at = [chance.choice(chosen) for _person in range(people)]
    return tuple(at.count(point) for point in range(points))


def _tables_with(plan: Plan, spread: Sequence[int]) -> Iterator[IntTable]:
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


def published_if(review: Review, plan: Plan, way: Sequence[IntTable]) -> frozenset[object]:
    """What the product would publish if these were the ratings of each statement, as rows without
    their keys."""
    keys = {one.name: one.pk for one in review.partnership.organisations.all()}
    cells: list[CellKey] = [(keys[organisation], level) for organisation, level in plan.cells]
    people = dict(zip(cells, map(int, way[0].sum(axis=1)), strict=True))
    counts = AnswerCounts(people)
    for question, ratings in zip(plan.questions, way, strict=False):
        by_cell = [CellCounts([int(count) for count in row]) for row in ratings]
        counts.statements[question.code] = dict(zip(cells, by_cell, strict=True))
    with transaction.atomic():
        with patch.object(publish, "count_answers", return_value=counts):
            publish.publish_results(review)
        rows = frozenset(_plain_rows(review))
        transaction.set_rollback(True)
    return rows


def _plain_rows(review: Review) -> Iterator[object]:
    """What is published, but for keys, which are new each time."""
    ours = {"group__review": review}
    names = [
        one.name for one in Perception._meta.concrete_fields if one.name not in ("id", "group")
    ]
    groups = [one.name for one in PublishedGroup._meta.concrete_fields if one.name not in ("id",)]
    whole = [*names, *(f"group__{name}" for name in groups)]
    for row in Perception.objects.filter(**ours).values_list(*whole):
        yield repr(row)
    for group in review.published_groups.values_list(*groups):
        yield repr(group)


def _fixed(tables: Sequence[IntTable]) -> IntTable:
    """For each cell and point, whether all the cell's people chose it in every table."""
    stack = np.stack(tables)
    people = stack.sum(axis=-1, keepdims=True)
    fixed: IntTable = (stack == people).all(axis=0) & (people > 0).all(axis=0)
    return fixed
