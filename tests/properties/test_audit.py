"""The audit finds just what trying every table finds: nobody's answer, and no sum of a small place.

Small reviews are written out in full: every way in which people may have answered that is
published just as the true one is. What is the same in all of them is given away.
"""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.disclosure.audit import fails
from insights.disclosure.groups import Group
from insights.disclosure.ladder import finest_rung
from insights.disclosure.release import Plan, Rung, TalliedQuestion, Treatment, release

pytestmark = pytest.mark.once
K, POINTS = 3, 4
CELLS = [("a", ""), ("a", "x"), ("b", ""), ("b", "x")]
PLACES = [[0], [1], [2], [3], [0, 1], [2, 3]]
"""Each cell, and each organisation."""
RUNGS = [Rung.STEPS, Rung.WIDE_ENDS, Rung.NO_LEVELS, Rung.THIRDS]


@cache
def rows_of(people: int, answers: int) -> list[tuple[int, ...]]:
    """Every way in which some people can give some answers."""
    if answers == 1:
        return [(people,)]
    return [
        (first, *rest)
        for first in range(people + 1)
        for rest in rows_of(people - first, answers - 1)
    ]


def planned(people: dict, everyone: Treatment) -> Plan:
    def group(grouping: str, part: int, label: str) -> Group:
        return Group(grouping, label, frozenset(cell for cell in people if cell[part] == label))

    groups = [group("organisation", 0, "a"), group("organisation", 0, "b"), group("level", 1, "x")]
    return Plan(people, Group("everyone", "", frozenset(people)), tuple(groups), (), K, everyone)


def published(question: TalliedQuestion, plan: Plan, rung: Rung) -> tuple:
    """All that a reader is shown, and the totals of everything else that they know."""
    shown = [(one.group.label, one.step) for one in release(question, plan, rung)]
    totals = question.answers(plan.people.keys()) if plan.everyone == Treatment.EXACT else ()
    return (*shown, totals)


def fitting(question: TalliedQuestion, plan: Plan, rung: Rung) -> Iterator[list[tuple[int, ...]]]:
    """Every table that would be published just alike."""
    told = published(question, plan, rung)
    for rows in product(*(rows_of(people, POINTS + 1) for people in plan.people.values())):
        other = TalliedQuestion(
            POINTS, tuple(zip(plan.people, rows, strict=True)), question.entered
        )
        if published(other, plan, rung) == told:
            yield list(rows)


def gives_away(tables: list, plan: Plan) -> bool:
    """Whether all tables agree on someone's answer, or a small place's sum: but for what everyone's
    figure tells by itself."""
    sizes = [sum(row) for row in tables[0]]
    totals = [{a for a, n in enumerate(map(sum, zip(*t, strict=True))) if n} for t in tables]
    known = plan.everyone == Treatment.EXACT
    answers_told = known and len(totals[0]) < 2
    values_told = known and len({value(answer) for answer in totals[0]}) < 2
    alike = {
        (cell, answer)
        for cell, size in enumerate(sizes)
        for answer in range(POINTS + 1)
        if size and all(table[cell][answer] == size for table in tables)
    }
    asked = list(plan.people.values())
    places = [one for one in PLACES if sum(asked[at] for at in one) < K]
    sums = [
        {sum(value(a) * n for at in place for a, n in enumerate(table[at])) for table in tables}
        for place in places
        if sum(sizes[at] for at in place) > 0
    ]
    return bool(alike and not answers_told) or (
        not values_told and any(len(found) == 1 for found in sums)
    )


def value(answer: int) -> int:
    return answer + 1 if answer < POINTS else 0


def gives_away_to_someone(tables: list, plan: Plan) -> bool:
    """The same for a reader who knows no one's answer, and for every insider there could be."""
    if gives_away(tables, plan):
        return True
    for cell, answer in product(range(len(CELLS)), range(POINTS + 1)):
        others = [
            [
                tuple(n - (at == cell and a == answer) for a, n in enumerate(row))
                for at, row in enumerate(table)
            ]
            for table in tables
            if table[cell][answer]
        ]
        if others and gives_away(others, plan):
            return True
    return False


@st.composite
def reviews(draw) -> tuple[TalliedQuestion, Plan, Rung]:
    sizes = draw(st.sampled_from([(1, 1, 1, 2), (2, 1, 2, 1), (1, 2, 1, 1)]))
    people = dict(zip(CELLS, sizes, strict=True))
    plan = planned(people, draw(st.sampled_from([Treatment.EXACT, Treatment.STEPS])))
    rows = [draw(st.sampled_from(rows_of(size, POINTS + 1))) for size in people.values()]
    typed = [(), ((CELLS[0], (1, 0, 0, 0, 0)),), ((CELLS[3], (0, 0, 1, 1, 0)),)]
    question = TalliedQuestion(
        POINTS, tuple(zip(people, rows, strict=True)), draw(st.sampled_from(typed))
    )
    return question, plan, draw(st.sampled_from(RUNGS))


@settings(deadline=None, max_examples=60)
@given(reviews())
def test_the_audit_finds_what_trying_every_table_finds(review):
    question, plan, rung = review
    tables = list(fitting(question, plan, rung))
    assert fails(question, plan, rung) == gives_away_to_someone(tables, plan)


def question_of(*rows: tuple[int, ...]) -> TalliedQuestion:
    return TalliedQuestion(POINTS, tuple(zip(CELLS, rows, strict=True)), ())


MIXED = question_of((0, 0, 1, 2, 0), (0, 0, 0, 1, 0), (2, 0, 0, 0, 0), (1, 0, 1, 2, 0))
ALIKE = question_of((0, 0, 3, 0, 0), (0, 0, 1, 0, 0), (0, 0, 2, 0, 0), (0, 0, 4, 0, 0))
TEN = planned(dict(zip(CELLS, (3, 1, 2, 4), strict=True)), Treatment.EXACT)


def test_an_insider_at_the_other_end_can_read_a_group_at_an_end_of_the_scale():
    """Four people come to 3½ or more: whoever chose 3 there knows that all others chose 4."""
    assert fails(MIXED, TEN, Rung.STEPS)
    assert not fails(MIXED, TEN, Rung.STEPS, insiders=False)
    assert not fails(MIXED, TEN, Rung.WIDE_ENDS)


def test_what_everyone_said_alike_is_no_ones_secret():
    assert not fails(ALIKE, TEN, Rung.SPREADS)
    assert finest_rung(TEN, [ALIKE] * 6) == Rung.SPREADS


def test_one_question_that_fails_is_not_pointed_at_by_the_rung():
    assert finest_rung(TEN, [MIXED] * 6) == Rung.WIDE_ENDS
    assert finest_rung(TEN, [MIXED] * 4 + [ALIKE]) == Rung.EVERYONE
