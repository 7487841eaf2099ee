"""A pattern is found by its rule, and every reader can look the rule up."""

import pytest
from django.urls import reverse

from insights.models import COMPARED_GROUPINGS, Grouping, PublishedGroup
from insights.results.load import ComparedResult, GroupFigure, load_results
from insights.results.patterns import PATTERNS, find_patterns, pattern_of
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, Withheld, combined_figure
from tests import scenarios


def figure(counts, dont_know=0):
    n = measures.number_of_ratings(counts)
    return FullFigure(
        n, measures.mean(counts), measures.consensus(counts), tuple(counts), dont_know
    )


def seen(everyone, *means):
    """Something everyone sees so, and two organisations as these means say."""
    group = PublishedGroup(grouping=Grouping.ORGANISATION, label="Some")
    groups = {grouping: [] for grouping in COMPARED_GROUPINGS}
    groups[Grouping.ORGANISATION] = [GroupFigure(group, Figure(6, mean)) for mean in means]
    return ComparedResult(everyone, groups)


@pytest.mark.parametrize(
    ("counts", "dont_know", "between", "expected"),
    [
        ([0, 0, 1, 10, 9], 0, (), "strength"),
        ([4, 12, 4, 0, 0], 0, (), "concern"),
        ([8, 2, 0, 2, 8], 0, (), "divided"),
        ([0, 0, 1, 10, 9], 7, (), "blind-spot"),
        ([0, 0, 1, 10, 9], 0, (4.9, 3.4), "gap"),
        ([0, 0, 1, 10, 9], 0, (4.9, 3.5), "strength"),
        ([0, 5, 10, 5, 0], 0, (), None),
    ],
)
def test_the_first_rule_that_applies_names_the_pattern(counts, dont_know, between, expected):
    pattern = pattern_of(seen(figure(counts, dont_know), *between), 5)
    assert (pattern and pattern.code) == expected


def test_what_is_withheld_has_no_pattern():
    assert pattern_of(seen(Withheld()), 5) is None


@pytest.mark.parametrize("points", [3, 7, 10])
def test_rules_hold_on_scales_of_any_length(points):
    everyone_content = [0] * (points - 1) + [9]
    nobody_content = [9] + [0] * (points - 1)
    assert pattern_of(seen(figure(everyone_content)), points).code == "strength"
    assert pattern_of(seen(figure(nobody_content)), points).code == "concern"


def test_a_few_who_can_not_say_of_each_statement_make_no_blind_spot_of_a_consideration():
    """Of 30 people three don't know, whichever of five statements: a tenth, and not fifteen."""
    about_each = [figure([0, 0, 3, 13, 11], dont_know=3)] * 5
    assert pattern_of(seen(about_each[0]), 5).code == "strength"
    assert pattern_of(seen(combined_figure(about_each, 5)), 5).code == "strength"


def test_everybody_can_read_the_rules(client, db):
    page = client.get(reverse("insights:how-we-read")).content.decode()
    for pattern in PATTERNS:
        assert str(pattern.name) in page
        assert str(pattern.rule) in page
    assert "“About 4½” is from 4¼ up to 4¾." in page
    assert "It is at least that much if" in page


def test_results_list_the_statements_of_each_pattern(cast, as_):
    review = scenarios.larger_review(cast.partnership)
    found = find_patterns(load_results(review))
    assert [one.pattern.code for one in found] == ["gap"]
    assert len(found[0].examples) == 40
    page = as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()
    assert "Groups see it differently" in page
