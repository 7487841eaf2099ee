"""Attackers get what published tables give away, and nothing from those that do not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attack.attacks.answers import Attacker, answers_read, spreads_read, sums_read, tallied
from attack.reading import Constraint
from attack.solving.knowledge import coordinator, member
from attack.solving.linear import exposed, has_exposed_sums
from insights.disclosure.groups import Group
from tests import attacker

from .tables import FIVE, at_least, mean, plan_of, published

READERS = (coordinator, member)
by_each_reader = pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)


def got(asked) -> int:
    return tallied("", "", asked).got


@by_each_reader
def test_a_mean_of_four_where_no_one_is_below_four_is_read(reader):
    plan = plan_of(council=[4, 4, 4], charity=[5, 5, 4])
    leaky = reader(plan, 0, published(plan, mean(plan, "council")))
    assert got(answers_read(Attacker(leaky))) == 1


@by_each_reader
def test_a_band_that_leaves_room_for_another_answer_is_not(reader):
    plan = plan_of(council=[5, 5, 5], charity=[4, 4, 3])
    safe = reader(plan, 0, published(plan, at_least(plan, 4.4, "council")))
    assert got(answers_read(Attacker(safe))) == 0
    leaky = reader(plan, 0, published(plan, at_least(plan, 5, "council")))
    assert got(answers_read(Attacker(leaky))) == 1


@by_each_reader
def test_that_all_gave_one_answer_is_no_finding(reader):
    plan = plan_of(council=[4, 4, 4], charity=[4, 4, 4])
    known = reader(plan, 0, published(plan, mean(plan, "council")))
    assert not got(answers_read(Attacker(known)))
    assert not got(sums_read(Attacker(known), plan))


def test_what_is_left_of_everyone_is_a_sum_of_two_people():
    plan = plan_of(council=[1, 3, 5], charity=[2, 3, 4], police=[2, 4])
    leaky = coordinator(plan, 0, published(plan, mean(plan, "council"), mean(plan, "charity")))
    assert got(sums_read(Attacker(leaky), plan)) == 1
    assert has_exposed_sums(leaky, plan.k)
    safe = coordinator(plan, 0, published(plan, mean(plan, "council")))
    assert got(sums_read(Attacker(safe), plan)) == 0
    assert not has_exposed_sums(safe, plan.k)


def answering(plan, way: str, *numbers: int):
    """The same plan, in which these people answer in another way, or not at all."""
    people = [
        replace(one, way=way) if number in numbers else one
        for number, one in enumerate(plan.people)
    ]
    return replace(plan, people=tuple(people))


def test_one_who_does_not_know_who_answered_is_left_in_doubt():
    plan = answering(plan_of(charity=[4, 5], council=[2, 2, 4]), "silent", 1)
    charity = Constraint((0,), FIVE.ratings, 4, 4)
    told = published(plan_of(charity=[4], council=[2, 2, 4]), charity)
    assert got(answers_read(Attacker(coordinator(plan, 0, told)))) == 1
    assert got(answers_read(Attacker(member(plan, 0, told)))) == 0


@pytest.mark.parametrize(("said", "read"), [([2, 2, 3, 3], 0), ([2, 2, 2, 2], 1)])
def test_a_spread_that_is_not_shown_may_follow_from_a_mean(said, read):
    plan = plan_of(charity=[4, 4, 3, 2], council=said)
    known = coordinator(plan, 0, published(plan, mean(plan, "council")))
    assert got(spreads_read(Attacker(known), [(1,)])) == read


@pytest.mark.parametrize(("sheets", "read"), [((), 0), ((4, 5), 1)])
def test_sheets_that_the_coordinator_typed_in_protect_no_one(sheets, read):
    plan = answering(plan_of(charity=[1, 2, 4, 5], council=[3, 3, 5]), "sheet", *sheets)
    known = coordinator(plan, 0, published(plan, mean(plan, "council")))
    assert got(answers_read(Attacker(known))) == read
    assert has_exposed_sums(known, plan.k) == bool(read)


@st.composite
def overlapping(draw):
    people = draw(st.lists(st.integers(0, 3), min_size=2, max_size=7))
    cells = st.frozensets(st.integers(0, len(people) - 1), min_size=1)
    return dict(enumerate(people)), draw(st.lists(cells, min_size=1, max_size=6))


@given(overlapping(), st.integers(2, 5))
def test_sums_are_exposed_where_every_small_set_was_tried_one_by_one(groups, k):
    people, sets = groups
    rows = [[int(at in cells) for at in people] for cells in sets]
    one_by_one = attacker.exposed([Group("", "", cells) for cells in sets], people, k)
    found = exposed(rows, people, k)
    assert (found is None) == (one_by_one is None)
    assert found is None or 0 < sum(people[at] for at in found) < k
