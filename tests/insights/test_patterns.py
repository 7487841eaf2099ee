"""A pattern is found by its rule, and every reader can look the rule up."""

import pytest
from django.urls import reverse

from insights import measures
from insights.models import Grouping, PublishedGroup
from insights.patterns import PATTERNS, pattern_of
from insights.results import Figure, Gap, Seen, Withheld


def figure(counts, dont_know=0):
    n = measures.number(counts)
    return Figure(n, measures.mean(counts), measures.consensus(counts), tuple(counts), dont_know)


def gap(high, low):
    group = PublishedGroup(grouping=Grouping.ORGANISATION, label="Some")
    return Gap(Seen(group, Figure(6, high)), Seen(group, Figure(6, low)))


@pytest.mark.parametrize(
    ("counts", "dont_know", "between", "expected"),
    [
        ([0, 0, 1, 10, 9], 0, None, "strength"),
        ([4, 12, 4, 0, 0], 0, None, "concern"),
        ([8, 2, 0, 2, 8], 0, None, "divided"),
        ([0, 0, 1, 10, 9], 7, None, "blind-spot"),
        ([0, 0, 1, 10, 9], 0, (4.9, 3.9), "gap"),
        ([0, 0, 1, 10, 9], 0, (4.8, 3.9), "strength"),
        ([0, 5, 10, 5, 0], 0, None, None),
    ],
)
def test_the_first_rule_that_applies_names_the_pattern(counts, dont_know, between, expected):
    pattern = pattern_of(figure(counts, dont_know), between and gap(*between), 5)
    assert (pattern and pattern.code) == expected


def test_what_is_withheld_has_no_pattern():
    assert pattern_of(Withheld(), None, 5) is None


@pytest.mark.parametrize("points", [3, 7, 10])
def test_rules_hold_on_scales_of_any_length(points):
    everyone_content = [0] * (points - 1) + [9]
    nobody_content = [9] + [0] * (points - 1)
    assert pattern_of(figure(everyone_content), None, points).code == "strength"
    assert pattern_of(figure(nobody_content), None, points).code == "concern"


def test_everybody_can_read_the_rules(client, db):
    page = client.get(reverse("insights:reading")).content.decode()
    for pattern in PATTERNS:
        assert str(pattern.name) in page
        assert str(pattern.rule) in page
