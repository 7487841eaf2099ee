"""What chance would give is worked out from published figures, and is what chance gives."""

import numpy as np
import pytest

from insights.results.load import Gap, GroupFigure
from insights.statistics.chance import Answers, by_chance, notable_gap
from insights.statistics.figures import Figure
from insights.statistics.steps import distance, steps_of

ALL = (1, 2, 3, 4, 5)
HALVES = (("organisation", (10, 10)),)


def exactly(counts, sizes, others=0):
    return by_chance(Answers(counts, others), (("organisation", sizes),), None, 1)


def test_the_same_figures_always_come_to_the_same():
    answers = Answers((2, 4, 6, 5, 3), 1)
    steps = steps_of(5, ALL, 5)
    first = by_chance(answers, HALVES, steps, 3)
    by_chance.cache_clear()
    assert by_chance(answers, HALVES, steps, 3) == first


def test_two_people_at_either_end_are_apart_in_two_deals_of_three():
    """Of 1, 1, 5 and 5 dealt into pairs, the means are 1 and 5 in two of six ways."""
    dealt = exactly((2, 0, 0, 0, 2), (2, 2))
    assert dealt.wide_from is None
    assert (dealt.ranges["organisation"].low, dealt.ranges["organisation"].high) == (1, 5)


def test_a_gap_that_chance_hardly_gives_is_wider_than_chance_would_explain():
    dealt = exactly((10, 0, 0, 0, 10), (10, 10))
    assert dealt.wide_from is not None
    assert 1 < dealt.wide_from < 3
    assert 0 < dealt.ranges["organisation"].share < 0.1


def test_where_all_say_the_same_chance_gives_no_gap():
    dealt = exactly((0, 0, 0, 20, 0), (10, 10))
    assert dealt.wide_from == notable_gap(5)
    assert dealt.ranges["organisation"].share == 0


def test_people_without_a_rating_are_dealt_too():
    """With nobody left to rate, a group is blank; if that is all groups, nothing is compared."""
    assert exactly((0, 0, 0, 0, 1), (10, 10), others=19).ranges == {}


@pytest.mark.parametrize("k", [3, 5, 10])
def test_steps_are_as_far_apart_as_readers_see_them(k):
    steps = steps_of(5, ALL, k).steps
    for high in steps:
        for low in steps[: steps.index(high)]:
            figures = [GroupFigure(None, Figure(6, one.mean, step=one)) for one in (high, low)]
            assert Gap(*figures).width == distance(high, low) >= 0


def test_the_range_of_chance_holds_nine_deals_in_ten():
    answers = Answers((2, 4, 6, 5, 3), 0)
    found = by_chance(answers, (("organisation", (5, 5, 5, 5)),), steps_of(5, ALL, 5), 3)
    rng = np.random.default_rng(7)
    ratings = np.repeat(ALL, answers.counts)
    means = np.array([rng.permutation(ratings).reshape(4, 5).mean(axis=1) for _deal in range(2000)])
    one = found.ranges["organisation"]
    inside = ((means >= one.low) & (means <= one.high)).all(axis=1).mean()
    assert inside == pytest.approx(0.9, abs=0.05)
