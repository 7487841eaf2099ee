"""A change is called one only where other people answering would hardly have done it."""

import statistics
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.results.changes import Shift, Verdict
from insights.results.who_answered import Answered, SharedGroup, from_turnout
from insights.statistics.figures import Figure, FullFigure, combined_figure
from insights.statistics.measures import mean

counts_of_five = st.lists(st.integers(0, 20), min_size=5, max_size=5).filter(
    lambda counts: sum(counts) > 1
)


def full(counts):
    return FullFigure(sum(counts), mean(counts), tuple(counts))


@given(counts_of_five, counts_of_five)
def test_a_change_is_called_from_two_standard_errors_on(before, now):
    ratings = [
        [point for point, count in enumerate(counts, start=1) for _one in range(count)]
        for counts in (before, now)
    ]
    errors = [statistics.variance(one) / len(one) for one in ratings]
    shown = round(round(mean(now), 1) - round(mean(before), 1), 1)
    change = Shift(full(before), full(now))
    assert change.points == shown
    assert change.is_called == (shown != 0 and abs(shown) >= 2 * sqrt(sum(errors)))
    backwards = Shift(change.now, change.before)
    assert backwards.points == -shown
    assert backwards.is_called == change.is_called


@given(counts_of_five)
def test_what_looks_the_same_has_not_changed(counts):
    assert Shift(full(counts), full(counts)).verdict == Verdict.CLOSE


def test_a_single_answer_tells_of_no_change():
    assert Shift(full([1, 0, 0, 0, 0]), full([0, 0, 0, 0, 1])).verdict == Verdict.CLOSE


def test_a_change_is_that_of_the_figures_shown():
    """3.64 reads as 3.6 and 3.86 as 3.9: so a reader who subtracts has 0.3."""
    before, now = full([0, 0, 9, 16, 0]), full([0, 0, 3, 18, 0])
    assert (before.shown_mean, now.shown_mean) == (3.6, 3.9)
    assert now.mean - before.mean < 0.25
    assert Shift(before, now).points == 0.3


def test_several_answers_of_one_person_count_as_one():
    """Five statements don't make a partnership of ten one of fifty."""
    before, now = [2, 2, 2, 2, 2], [1, 2, 2, 2, 3]
    five_times = [combined_figure([full(counts)] * 5, 5) for counts in (before, now)]
    assert five_times[0].n == 10
    assert Shift(*five_times).verdict == Shift(full(before), full(now)).verdict
    assert Shift(full([5 * one for one in before]), full([5 * one for one in now])).points == 0.4


COUNCIL, CHARITY = Figure(20, 4.0), Figure(10, 2.0)


def test_what_a_change_owes_to_who_answered_follows_from_published_means():
    """Of 20 at 4 and 10 at 2 the mean is 3.3; of 20 and 2 it is 3.8."""
    groups = [SharedGroup(20, 20, COUNCIL), SharedGroup(10, 2, CHARITY)]
    owed = from_turnout(3.3, 0.5, groups, Answered(30), Answered(22))
    assert owed.mean == pytest.approx(3.3 + 84 / 22 - 100 / 30)
    assert owed.share == pytest.approx((84 / 22 - 100 / 30) / 0.5)


@pytest.mark.parametrize(
    ("points", "now", "answered"),
    [
        (0.5, (20, 10), (30, 30)),  # as many as before
        (-0.5, (20, 2), (30, 22)),  # it fell, though who answered would have raised it
        (1.6, (20, 2), (30, 22)),  # less than a third
        (0.5, (20, 2), (41, 22)),  # a quarter of those who answered first is not shown
        (0.5, (20, 2), (30, 30)),  # nor of those who answered later
    ],
)
def test_otherwise_nothing_is_said_of_who_answered(points, now, answered):
    groups = [SharedGroup(20, now[0], COUNCIL), SharedGroup(10, now[1], CHARITY)]
    then, later = map(Answered, answered)
    assert from_turnout(3.3, points, groups, then, later) is None
