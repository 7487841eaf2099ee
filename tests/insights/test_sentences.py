"""Sentences say what the figures say, and no more."""

import pytest

from insights.models import Grouping, PublishedGroup
from insights.results.load import Gap, GroupFigure, load_results
from insights.statistics.figures import Figure, WhyBlank, Withheld
from insights.statistics.steps import Step
from insights.wording.figures import (
    agreement_in_words,
    format_points,
    nearest_label,
    short_figure,
)
from insights.wording.gaps import apart_sentence
from insights.wording.sentences import ranking_sentence
from tests import scenarios

LOWEST = Step(1, 2.25, 1, 2, "low")
MIDDLE = Step(2.25, 3.75, 2.5, 3.5)
ABOUT_THREE = Step(2.75, 3.25, 3, 3)
ABOUT_FOUR_AND_A_HALF = Step(4.25, 4.75, 4.5, 4.5)
FOUR_AND_A_HALF_OR_MORE = Step(4.25, 5, 4.5, 5, "high")


def exact(mean):
    return Figure(6, mean)


def in_step(step):
    return Figure(6, step.mean, step=step)


def gap(high, low):
    group = PublishedGroup(grouping=Grouping.ORGANISATION, label="Some")
    other = PublishedGroup(grouping=Grouping.ORGANISATION, label="Others")
    return Gap(GroupFigure(group, high), GroupFigure(other, low))


@pytest.mark.parametrize(("value", "shown"), [(4.96, "5.0"), (2.04, "2.0"), (3, "3.0")])
def test_figures_are_rounded_not_cut(value, shown):
    assert format_points(value) == shown


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (ABOUT_FOUR_AND_A_HALF, "about 4½"),
        (FOUR_AND_A_HALF_OR_MORE, "4½ or more"),
        (LOWEST, "2 or less"),
        (MIDDLE, "2½ to 3½"),
        (Step(4.75, 5, 5, 5, "high"), "about 5"),
    ],
)
def test_a_step_is_said_in_half_points(step, words):
    assert short_figure(in_step(step)) == words


def test_a_gap_is_what_a_reader_gets_by_subtracting_what_is_shown():
    sentence = apart_sentence(gap(exact(4.44), exact(1.96)))
    assert sentence == "Some (4.4) and Others (2.0) are 2.4 points apart."


@pytest.mark.parametrize(
    ("high", "low", "apart"),
    [
        (ABOUT_FOUR_AND_A_HALF, ABOUT_THREE, "about 1½ points"),
        (Step(3.25, 3.75, 3.5, 3.5), ABOUT_THREE, "about ½ a point"),
        (Step(3.75, 4.25, 4, 4), ABOUT_THREE, "about 1 point"),
        (FOUR_AND_A_HALF_OR_MORE, ABOUT_THREE, "at least 1½ points"),
        (FOUR_AND_A_HALF_OR_MORE, LOWEST, "at least 2½ points"),
        (FOUR_AND_A_HALF_OR_MORE, MIDDLE, "at least 1 point"),
    ],
)
def test_a_gap_between_steps_is_no_wider_than_they_show(high, low, apart):
    assert apart_sentence(gap(in_step(high), in_step(low))).endswith(f"are {apart} apart.")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (WhyBlank.TOO_FEW, "too few ratings"),
        (WhyBlank.ALL_THE_SAME, "same as everyone"),
        (WhyBlank.TOO_ALIKE, "too alike"),
        (WhyBlank.NO_RATINGS, "no ratings"),
    ],
)
def test_a_figure_that_is_not_shown_says_why_without_a_number(why, words):
    assert short_figure(Withheld(why)) == words


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ([0, 0, 10, 0, 0], "people say much the same"),
        ([0, 0, 9, 0, 0], ""),
        ([0, 1, 4, 6, 2], "views are fairly close"),
        ([3, 3, 3, 3, 3], "views are spread out"),
        ([5, 0, 0, 0, 5], "views are split"),
    ],
)
def test_the_same_degree_of_agreement_is_always_said_in_the_same_words(counts, words):
    assert agreement_in_words(counts) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (exact(1.4), "closest to “never”"),
        (exact(1.5), "closest to “seldom”"),
        (exact(3), "closest to “often”"),
        (in_step(Step(2.25, 2.75, 2.5, 2.5)), "between “seldom” and “often”"),
        (in_step(Step(1.75, 2.25, 2, 2)), "closest to “seldom”"),
        (in_step(Step(2.75, 3, 3, 3, "high")), "closest to “often”"),
    ],
)
def test_a_mean_is_put_in_the_words_of_the_points_beside_it(figure, words):
    assert nearest_label(figure, ["never", "seldom", "often"]) == words


def standing(cast, **given):
    """What is said of a review in which eleven people all answer alike."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(
        review, dict.fromkeys(cast.partnership.members.asked(), scenarios.Opinion(**given))
    )
    return ranking_sentence(load_results(scenarios.close_review(review=review)))


def test_those_rated_lowest_are_named_together(cast):
    low = {"power": 2, "clarity": 2}
    sentence = standing(cast, rating=lambda one: low.get(one.consideration, 4), importance=5)
    assert (
        "“Shared clarity” and “Power and transparency” lowest (0% positive, mean 2.0)" in sentence
    )


def test_nothing_is_called_highest_where_all_is_rated_the_same(cast):
    assert standing(cast, rating=3, importance=3) == (
        "Partners rate every consideration the same (3.0 out of 5)."
    )
