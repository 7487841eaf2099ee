"""Partnerships so small that every way in which their people can answer can be gone through."""

from collections.abc import Iterator, Sequence
from random import Random

import numpy as np

from partnerships.vocabulary import Level, Sector

from .plan import IntTable, Plan, Respondent, questions_about

MOST_TABLES = 400
"""A statement that could have been answered in more ways is not looked at."""
K, POINTS = 3, 5


def small_plan(chance: Random, statements: int) -> Plan:
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
    questions = questions_about(statements, POINTS)
    nothing = tuple(tuple(0 for _person in people) for _question in questions)
    return Plan(K, people, questions, nothing)


def small_tables(chance: Random, plan: Plan) -> list[list[IntTable]]:
    """Of each statement every table of ratings with one and the same spread over everyone.

    In a third of all partnerships that spread is the same for all statements, and in a third all
    but two have been rated nearly alike.
    """
    statements, people = sum(not one.is_importance for one in plan.questions), len(plan.people)
    spreads = [_spread(chance, people) for _statement in range(statements)]
    kind = chance.randrange(3)
    if kind == 1:
        spreads = spreads[:1] * statements
    elif kind == 2:
        spreads = [*spreads[:2], *(_nearly_alike(chance, people) for _one in spreads[2:])]
    return [list(tables_with(plan, spread)) for spread in spreads]


def _spread(chance: Random, people: int) -> tuple[int, ...]:
    """How many of some people choose each point: two or three points, one of them an end."""
    chosen = [chance.choice((0, POINTS - 1)), *chance.sample(range(POINTS), 2)]
    return _counted([chance.choice(chosen) for _person in range(people)])


def _nearly_alike(chance: Random, people: int) -> tuple[int, ...]:
    """The same if all choose one end, but for one person at each of two other points."""
    end = chance.choice((0, POINTS - 1))
    others = chance.sample([point for point in range(POINTS) if point != end], 2)
    return _counted([*others, *[end] * (people - 2)])


def _counted(chosen: Sequence[int]) -> tuple[int, ...]:
    return tuple(map(chosen.count, range(POINTS)))


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
