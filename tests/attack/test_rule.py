"""Running the rule again tells what a rule gives away that looks at answers."""

import numpy as np
import pytest

from attack.attacks import rule
from insights.disclosure.groups import plan_groups
from insights.disclosure.ladder import finest_rung
from insights.disclosure.release import Plan, Question, Treatment, release

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
def test_the_rule_tells_nothing_of_small_partnerships():
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
    """What the product publishes of one statement that all have rated."""

    def published(way):
        [table] = way.tolist()
        rows = zip(planned.people, ((*row, 0, 0, 0) for row in table), strict=True)
        question = Question(5, tuple(rows), ())
        rung = finest_rung(planned, [question])
        shown = release(question, planned, rung)
        return rung, tuple((one.group.label, one.step) for one in shown)

    return published


def test_that_only_everyone_is_published_does_not_tell_who_said_what():
    plan = plan_of(charity=[5, 5, 5, 5], council=[2, 3, 3])
    ways = [np.stack([table]) for table in rule.tables_with(plan, [0, 1, 2, 0, 4])]
    alike = rule.sorted_by(ways, published_by(planned(plan)))
    assert (len(ways), rule.told(alike, plan)) == (6, 0)
