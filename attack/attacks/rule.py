"""Re-running the public rule: what would have been published if people had answered otherwise.

Which figures are shown, and how, may tell what they do not. A reader who knows who answered from
where takes every table with everyone's spread, publishes each by the product's own rule, and keeps
those of which exactly the same would be published. If all of those agree about someone, the
published rows have told.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
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

MOST_TABLES = 400
"""Partnerships that could have answered in more ways are not looked at."""
FEWEST_TABLES = 8
K = 3


def rerun(seed: int, _statements: int) -> list[Tally]:
    """A small partnership, and every way in which its people can have answered one statement."""
    chance = Random(seed)
    while True:
        plan = _small_plan(chance)
        tables = list(_tables_with(plan, _spread(chance, len(plan.people), plan)))
        if len(tables) >= FEWEST_TABLES:
            break
    partnership, _members = new_partnership(f"Small {seed}", plan.people)
    review = begin(partnership, plan)
    published = [published_about(review, plan, table) for table in tables]
    tally = Tally("re-running the rule", "tables of answers", tried=len(tables))
    alike: dict[object, list[IntTable]] = defaultdict(list)
    for table, rows in zip(tables, published, strict=True):
        alike[rows].append(table)
    by_everyone = _fixed(tables)
    for some in alike.values():
        if (_fixed(some) & ~by_everyone).any():
            tally.got += len(some)
    return of_review([tally])


def _small_plan(chance: Random) -> Plan:
    """7 to 12 people in two to four organisations, about whom one statement is asked."""
    places = [
        (f"Organisation {number}", chance.choice(Sector.values[:2]))
        for number in range(chance.randint(2, 4))
    ]
    people = tuple(
        Respondent(*chance.choice(places), chance.choice(Level.values[:2]))
        for _person in range(chance.randint(7, 12))
    )
    questions = questions_about(1, 5)
    nothing = tuple(tuple(0 for _person in people) for _question in questions)
    return Plan(K, people, questions, nothing)


def _spread(chance: Random, people: int, plan: Plan) -> tuple[int, ...]:
    """How many of some people choose each point: two or three points, one of them an end."""
    points = plan.questions[0].points
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
        if len(tables) > 50 * MOST_TABLES:
            return
    whole = [table for table in tables if (table.sum(axis=0) == spread).all()]
    if len(whole) <= MOST_TABLES:
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


def published_about(review: Review, plan: Plan, ratings: IntTable) -> frozenset[object]:
    """What the product would publish if these were the ratings of the one statement, as rows
    without their keys."""
    keys = {one.name: one.pk for one in review.partnership.organisations.all()}
    cells: list[CellKey] = [(keys[organisation], level) for organisation, level in plan.cells]
    by_cell = {
        cell: CellCounts([int(count) for count in row])
        for cell, row in zip(cells, ratings, strict=True)
    }
    people = {cell: one.raters for cell, one in by_cell.items()}
    counts = AnswerCounts(people, {plan.questions[0].code: by_cell})
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
    people = stack.sum(axis=2, keepdims=True)
    fixed: IntTable = (stack == people).all(axis=0) & (people > 0).all(axis=0)
    return fixed
