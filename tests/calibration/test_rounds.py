"""Of rounds in which nothing changed hardly any change is called, and of true ones most are."""

import pytest

from calibration.rounds import of_two_rounds

PAIRS = 250


def share_called(then, now, **how):
    called = of_two_rounds(then, now, PAIRS, **how)
    return called.considerations_now / called.considerations


@pytest.mark.parametrize("alike", [0.2, 0.5, 0.8])
def test_of_two_rounds_drawn_alike_hardly_any_rises_or_falls_are_called(alike):
    assert share_called(28, 28, alike=alike) <= 0.05


@pytest.mark.parametrize(("then", "now"), [(28, 20), (12, 12), (60, 60)])
def test_nor_are_they_where_fewer_or_more_answer(then, now):
    assert share_called(then, now) <= 0.05


def test_a_rise_that_is_there_is_found():
    assert share_called(28, 28, shift=1.0) >= 0.7


def test_before_nearly_every_small_partnership_had_something_that_rose_or_fell():
    called = of_two_rounds(8, 8, PAIRS)
    assert called.pairs_before >= 0.9 * called.pairs
    assert called.pairs_now <= 0.25 * called.pairs
