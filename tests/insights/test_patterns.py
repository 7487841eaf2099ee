"""A pattern is found by its rule, and every reader can look the rule up."""

import pytest
from django.urls import reverse

from assessments.models import Statement
from insights.models import COMPARED_GROUPINGS, ChanceRange, Grouping, PublishedGroup
from insights.results.load import GroupFigure, StatementResult, load_results
from insights.results.patterns import PATTERNS, find_patterns, patterns_of
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, Withheld
from insights.wording.figures import AGREEMENT_WORDS
from insights.wording.gaps import DIFFERING, GRADES
from tests import scenarios


def figure(counts, dont_know=0):
    n = measures.number_of_ratings(counts)
    return FullFigure(n, measures.mean(counts), tuple(counts), dont_know)


def seen(everyone, *means, wide_from=None, text="Statement."):
    """A statement that everyone sees so, and organisations as these means say; by chance a gap is
    as wide as it takes from `wide_from` on."""
    group = PublishedGroup(grouping=Grouping.ORGANISATION, label="Some", people=6)
    groups = {grouping: [] for grouping in COMPARED_GROUPINGS}
    groups[Grouping.ORGANISATION] = [GroupFigure(group, Figure(6, mean)) for mean in means]
    chance = ChanceRange(low=2, high=4, wide_from=wide_from, share=0.04)
    return StatementResult(
        everyone, groups, Statement(text=text), {Grouping.ORGANISATION: chance} if means else {}
    )


def codes(result, points=5):
    return [one.code for one in patterns_of(result, points)]


@pytest.mark.parametrize(
    ("counts", "dont_know", "expected"),
    [
        ([0, 2, 4, 7, 7], 0, ["strength"]),
        ([0, 3, 3, 7, 7], 0, []),
        ([0, 0, 7, 6, 7], 0, []),
        ([5, 5, 6, 2, 2], 0, ["concern"]),
        ([5, 5, 5, 3, 2], 0, ["spread-out"]),
        ([8, 2, 0, 2, 8], 0, ["two-camps"]),
        ([4, 4, 4, 4, 4], 0, ["spread-out"]),
        ([0, 5, 10, 5, 0], 0, []),
        ([0, 0, 0, 5, 7], 4, ["strength", "not-known"]),
        ([0, 0, 0, 5, 7], 3, ["strength"]),
        ([5, 5, 0, 0, 0], 4, ["concern", "not-known"]),
    ],
)
def test_a_pattern_goes_by_how_many_people_said_what(counts, dont_know, expected):
    assert codes(seen(figure(counts, dont_know))) == expected


def test_of_fewer_than_ten_ratings_only_that_many_do_not_know_is_named():
    assert codes(seen(figure([0, 0, 0, 4, 5]))) == []
    assert codes(seen(figure([0, 0, 0, 4, 5], dont_know=9))) == ["not-known"]
    assert codes(seen(figure([0, 0, 0, 2, 3], dont_know=4))) == []
    assert codes(seen(figure([0, 0, 0, 5, 5], dont_know=9))) == ["strength", "not-known"]


def test_a_few_who_cannot_say_are_not_many_whatever_their_share():
    assert "not-known" not in codes(seen(figure([0, 0, 0, 5, 5], dont_know=2)))


@pytest.mark.parametrize(
    ("means", "wide_from", "expected"),
    [
        ((4.9, 3.4), 1.5, ["gap"]),
        ((4.9, 3.5), 1.5, []),
        ((4.9, 1.4), None, []),
    ],
)
def test_a_gap_is_one_only_if_it_is_wider_than_chance_would_explain(means, wide_from, expected):
    assert codes(seen(figure([0, 5, 10, 5, 0]), *means, wide_from=wide_from)) == expected


def test_what_is_withheld_has_no_pattern():
    assert codes(seen(Withheld())) == []


@pytest.mark.parametrize("points", [3, 7, 10])
def test_rules_hold_on_scales_of_any_length(points):
    assert codes(seen(figure([0] * (points - 1) + [10])), points) == ["strength"]
    assert codes(seen(figure([10] + [0] * (points - 1))), points) == ["concern"]


def test_everybody_can_read_the_rules(client, db):
    page = client.get(reverse("insights:how-we-read")).content.decode()
    for pattern in PATTERNS:
        assert str(pattern.name) in page
        assert pattern.rule_in_words in page
    assert "“About 4½” is from 4¼ up to 4¾." in page
    assert "It is at least that much if" in page
    said = [*GRADES.values(), *DIFFERING.values()]
    said += [words for _least, words in AGREEMENT_WORDS]
    for words in map(str, said):
        assert words[:1].upper() + words[1:] in page


def test_results_list_the_statements_of_each_pattern(cast, as_):
    review = scenarios.larger_review(cast.partnership)
    found = {one.pattern.code: one for one in find_patterns(load_results(review))}
    assert len(found["gap"].examples) == 40
    page = as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()
    assert "by more than chance would explain" in page


def test_the_rules_say_the_thresholds_that_are_used():
    rules = {one.code: one.rule_in_words for one in PATTERNS}
    assert "At least 70% of ratings are positive" in rules["strength"]
    assert "At least 25%, and at least 3 people" in rules["not-known"]
    assert "from −0.1 to below 0.3" in rules["spread-out"]
