"""Running the rule again tells what a rule gives away that looks at answers."""

from functools import cache
from itertools import product
from unittest.mock import patch

import numpy as np
import pytest

from attack.attacks import rule
from attack.invented.small import tables_with
from insights.disclosure import company
from insights.disclosure.audit import fails
from insights.disclosure.groups import plan_groups
from insights.disclosure.ladder import finest_rung
from insights.disclosure.release import Plan, TalliedQuestion, Treatment, release

from .tables import plan_of

WAYS = [np.array([[[0, 0, 0, 4 - high, high], [0, 0, 0, 2 + high, 2 - high]]]) for high in range(3)]
"""Every way in which two of eight people can have chosen 5 and the others 4, at two places."""


@pytest.mark.parametrize(
    ("figure", "got", "insiders_got"),
    [
        (lambda way: way.sum(), 0, 0),
        (lambda way: way[0, 0, 4] % 2, 0, 3),
        (lambda way: way[0, 0, 4] > 0, 1, 2),
    ],
    ids=["how many people there are", "whether one of a place said 5", "whether any did"],
)
def test_a_rule_that_looks_at_answers_tells_them(figure, got, insiders_got):
    plan = plan_of(council=[4, 4, 4, 5], charity=[4, 4, 5, 4])
    alike = rule.sorted_by(WAYS, figure)
    assert rule.told(alike, plan) == got
    assert rule.told_to_insiders(alike, plan) == insiders_got


@pytest.mark.django_db
def test_the_rule_is_run_again_with_all_that_is_published(monkeypatch):
    monkeypatch.setattr(rule, "MOST_WAYS", 40)
    tallies = [tally for seed in (1, 2) for tally in rule.rerun(seed, 1)]
    assert not any(tally.got for tally in tallies)
    assert all(tally.tried for tally in tallies)


def planned(plan) -> Plan:
    """What the product plans for these people, who are compared by organisation."""
    people = {cell: sum(one.cell == cell for one in plan.people) for cell in plan.cells}
    organisations = {name: [(name, level)] for name, level in plan.cells}
    whole, *groups = plan_groups(people, {"organisation": organisations}, plan.k)
    return Plan(people, whole, tuple(groups), (), plan.k, Treatment.EXACT)


def published_by(planned: Plan):
    """What the product publishes of statements that all have rated."""
    once, open_cells = cache(fails), cache(company._open_cells)

    def audit(asked):
        return (once(*one) for one in asked)

    def published(way):
        questions = [
            TalliedQuestion(
                5, tuple(zip(planned.people, ((*row, 0, 0, 0) for row in rows), strict=True)), ()
            )
            for rows in way.tolist()
        ]
        with patch.object(company, "_open_cells", open_cells):
            rung = finest_rung(planned, questions, audit)
        return rung, tuple(
            (one.group.label, one.step)
            for question in questions
            for one in release(question, planned, rung)
        )

    return published


def sorted_by_product(plan, *spreads):
    """Every way to answer statements of which everyone's spread is this, sorted by what is seen."""
    tables = [list(tables_with(plan, spread)) for spread in spreads]
    ways = [np.stack(way) for way in product(*tables)]
    return rule.sorted_by(ways, published_by(planned(plan)))


SEVEN = plan_of(charity=[5, 5, 5, 5], council=[2, 3, 3])


def test_that_only_everyone_is_shown_does_not_tell_who_said_what():
    alike = sorted_by_product(SEVEN, [0, 1, 2, 0, 4])
    assert rule.told(alike, SEVEN) == 0


def test_how_finely_three_statements_are_shown_does_not_tell_who_said_what():
    alike = sorted_by_product(SEVEN, *[[1, 2, 0, 4, 0]] * 3)
    assert rule.told(alike, SEVEN) == 0


def test_nor_does_it_to_someone_who_knows_what_they_said_themselves():
    alike = sorted_by_product(SEVEN, *[[1, 2, 0, 4, 0]] * 3)
    assert rule.told_to_insiders(alike, SEVEN) == 0


def test_nor_where_one_of_three_statements_could_have_failed():
    plan = plan_of(charity=[5] * 5, council=[2] * 3)
    alike = sorted_by_product(plan, [1, 3, 0, 0, 4], [3, 3, 0, 2, 0], [0, 5, 0, 2, 1])
    assert rule.told(alike, plan) == 0
