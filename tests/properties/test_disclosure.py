"""Nobody can subtract their way to fewer than k people, whatever the partnership looks like.

The attacker here knows every published group and how many people are in each cell, and tries
every set of fewer than k people: with exact fractions, is there a combination of what is
published that rests on those people alone?
"""

from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from insights.disclosure.groups import Group, disclosive_groups, plan_groups, spread_groups
from tests.attacker import exposed


def grouped(people, sectors):
    """How many people answer from each cell, and the three groupings of cells."""
    groupings = {"organisation": {}, "sector": {}, "level": {}}
    for organisation, level in people:
        cell = (organisation, level)
        groupings["organisation"].setdefault(f"o{organisation}", []).append(cell)
        groupings["sector"].setdefault(f"s{sectors[organisation]}", []).append(cell)
        groupings["level"].setdefault(f"l{level}", []).append(cell)
    return people, groupings


@st.composite
def partnerships(draw):
    organisations = draw(st.integers(2, 7))
    sectors = [draw(st.integers(0, 2)) for _one in range(organisations)]
    people = {}
    for organisation in range(organisations):
        for level in range(draw(st.integers(1, 3))):
            people[organisation, level] = draw(st.integers(1, 6))
    return grouped(people, sectors)


TWO_WAYS = grouped({(0, 0): 1, (0, 1): 4, (1, 0): 3, (2, 0): 6, (2, 1): 3}, sectors=[1, 2, 2])
"""A partnership that can be protected by pooling one group or another."""


@settings(deadline=None, max_examples=150)
@given(partnerships(), st.integers(3, 5))
def test_no_combination_of_planned_groups_rests_on_fewer_than_k(partnership, k):
    people, groupings = partnership
    groups = plan_groups(people, groupings, k)
    assert all(group.people(people) >= k for group in groups)
    assert exposed(groups, people, k) is None


@settings(deadline=None, max_examples=100)
@given(partnerships(), st.integers(3, 4))
def test_no_spread_of_fewer_than_twice_k_is_left_when_spreads_are_subtracted(partnership, k):
    people, groupings = partnership
    people = {cell: count * 4 for cell, count in people.items()}
    groups = plan_groups(people, groupings, k)
    spreads = spread_groups(groups, people, k)
    assert all(group.people(people) >= 6 * k for group in spreads)
    if spreads:
        assert exposed([groups[0], *spreads], people, 2 * k) is None


@settings(deadline=None, max_examples=100)
@given(partnerships(), st.integers(3, 5))
def test_every_place_is_in_one_group_of_each_grouping_that_is_published(partnership, k):
    people, groupings = partnership
    groups = plan_groups(people, groupings, k)
    for grouping in {group.grouping for group in groups}:
        cells = [p for group in groups if group.grouping == grouping for p in group.cells]
        assert sorted(cells) == sorted(people)


@example(TWO_WAYS, 5, Random(1))
@settings(deadline=None, max_examples=150)
@given(partnerships(), st.integers(3, 5), st.randoms())
def test_the_order_in_which_answers_are_counted_decides_nothing(partnership, k, random):
    people, groupings = partnership

    def published(cells: list) -> list[Group]:
        counted = {cell: people[cell] for cell in cells}
        by_label = {
            name: dict(sorted(labels.items(), key=lambda one: cells.index(one[1][0])))
            for name, labels in groupings.items()
        }
        planned = plan_groups(counted, by_label, k)
        return [*planned, *spread_groups(planned, counted, k)]

    assert published([*people]) == published(random.sample([*people], len(people)))


def test_a_remainder_of_two_is_not_published():
    people = {("council", ""): 26, ("nhs", ""): 17, ("charity", ""): 10, ("police", ""): 2}
    groupings = {"organisation": {name: [(name, "")] for name, _level in people}}
    groups = plan_groups(people, groupings, 5)
    assert {(group.label, group.people(people)) for group in groups} == {
        ("", 55),
        ("council", 26),
        ("nhs", 17),
        ("", 12),
    }


def test_two_groupings_that_betray_one_person_are_found():
    people = {("a", 1): 5, ("a", 2): 1, ("b", 2): 5}
    everyone = Group("everyone", "", frozenset(people))
    organisation = Group("organisation", "a", frozenset({("a", 1), ("a", 2)}))
    level = Group("level", "1", frozenset({("a", 1)}))
    assert disclosive_groups([everyone, organisation], people, 5) == []
    assert disclosive_groups([everyone, organisation, level], people, 5) == [organisation, level]


def test_the_grouping_that_matters_least_gives_way_first():
    people = {("a", 1): 5, ("a", 2): 1, ("b", 2): 5}
    groupings = {
        "organisation": {"a": [("a", 1), ("a", 2)], "b": [("b", 2)]},
        "level": {"1": [("a", 1)], "2": [("a", 2), ("b", 2)]},
    }
    groups = plan_groups(people, groupings, 5)
    assert {group.label for group in groups} == {"", "a", "b"}
