"""Sentences say what the figures say, and no more."""

import pytest

from insights.models import Grouping, PublishedGroup
from insights.results.load import Gap, GroupFigure, load_results
from insights.statistics.figures import Figure, Withheld
from insights.wording.sentences import (
    agreement_in_words,
    format_points,
    gap_sentence,
    nearest_label,
    ranking_sentence,
    short_figure,
)
from tests import scenarios


def gap(high, low, bound=""):
    group = PublishedGroup(grouping=Grouping.ORGANISATION, label="Some")
    other = PublishedGroup(grouping=Grouping.ORGANISATION, label="Others")
    return Gap(GroupFigure(group, Figure(6, high, bound=bound)), GroupFigure(other, Figure(6, low)))


@pytest.mark.parametrize(("value", "shown"), [(4.96, "5.0"), (2.04, "2.0"), (3, "3.0")])
def test_figures_are_rounded_not_cut(value, shown):
    assert format_points(value) == shown


def test_a_gap_is_what_a_reader_gets_by_subtracting_what_is_shown():
    assert gap_sentence(gap(4.44, 1.96)) == "Some (4.4) and Others (2.0) are 2.4 points apart."


def test_a_gap_to_a_band_is_at_least_so_wide():
    sentence = gap_sentence(gap(4.7, 2.0, bound="high"))
    assert sentence == "Some (4.7 or more) and Others (2.0) are at least 2.7 points apart."


def test_groups_that_see_it_alike_are_said_to():
    assert gap_sentence(gap(3.01, 3.0)) == "The groups shown have the same average."
    assert gap_sentence(None) == "Too few groups can be shown to work out a gap."


def test_what_is_withheld_has_no_number():
    assert short_figure(Withheld()) == "withheld"


def test_an_even_spread_is_not_called_agreement():
    assert agreement_in_words(0.434) == "views are spread out or split"
    assert agreement_in_words(1) == "people say much the same"


def test_a_mean_is_put_in_the_words_of_the_nearest_point():
    labels = ["never", "seldom", "often"]
    assert [nearest_label(mean, labels) for mean in (1, 1.4, 1.5, 3)] == [
        "never",
        "never",
        "seldom",
        "often",
    ]


@pytest.mark.parametrize(
    ("importance", "words"),
    [
        (5, "which also has the biggest gap between importance and rating"),
        (3, "What matters most to them now is"),
    ],
)
def test_where_partners_stand_is_set_against_what_matters(cast, importance, words):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    review = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked():
        scenarios.answer(review, member, 3, importance=importance)
    sentence = ranking_sentence(load_results(scenarios.close_review(review=review)))
    assert words in sentence
    assert sentence.count("“The right approach”") <= 2
