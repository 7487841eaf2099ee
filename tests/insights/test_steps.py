"""The steps that a group's mean is shown in: half points, open at the ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.statistics.steps import combined_step, steps_of
from insights.wording.figures import step_in_words

pytestmark = pytest.mark.once

ALL = (1, 2, 3, 4, 5)
POINTS = st.integers(2, 11)


@pytest.mark.parametrize(
    ("mean", "words"),
    [
        (1, "1½ or less"),
        (1.74, "1½ or less"),
        (1.75, "about 2"),
        (3, "about 3"),
        (4.2, "about 4"),
        (4.25, "4½ or more"),
        (5, "4½ or more"),
    ],
)
def test_a_mean_reads_as_the_half_point_it_is_about(mean, words):
    step = steps_of(5, ALL, 5).step_of(mean)
    assert step.low <= mean
    assert mean < step.high or step.bound == "high"
    assert step_in_words(step) == words


def test_ends_are_those_of_the_points_anyone_chose():
    assert steps_of(5, (2, 3, 4), 5).edges == (2.0, 2.75, 3.25, 4.0)


def test_long_scales_have_whole_steps():
    assert step_in_words(steps_of(10, tuple(range(1, 11)), 5).step_of(6.4)) == "about 6"


def test_where_all_chose_one_point_or_two_there_is_nothing_to_say():
    assert not steps_of(5, (4,), 5).edges
    assert steps_of(2, (1, 2), 5).step_of(1.5) is None


def test_wide_ends_have_room_for_one_who_chose_the_other_end():
    assert steps_of(5, ALL, 5, wide_ends=True).edges == (1.0, 2.25, 2.75, 3.25, 3.75, 5.0)


def test_three_classes_are_made_of_whole_steps():
    classes = steps_of(5, ALL, 5, wide_ends=True).in_thirds(5)
    assert classes.edges == (1.0, 2.25, 3.75, 5.0)
    assert step_in_words(classes.step_of(3)) == "2½ to 3½"


@given(POINTS, st.integers(3, 10), st.data())
def test_two_of_k_may_have_chosen_the_next_point_and_still_be_in_the_end_step(points, k, data):
    scale = tuple(range(1, points + 1))
    chosen = tuple(sorted(data.draw(st.sets(st.sampled_from(scale), min_size=2))))
    steps = steps_of(points, chosen, k)
    if steps.edges:
        two_higher = ((k - 2) * chosen[0] + 2 * chosen[1]) / k
        two_lower = ((k - 2) * chosen[-1] + 2 * chosen[-2]) / k
        assert steps.step_of(two_higher).bound == "low"
        assert steps.step_of(two_lower).bound == "high"


@given(POINTS, st.integers(3, 10), st.data())
def test_every_rung_follows_from_the_one_above(points, k, data):
    scale = tuple(range(1, points + 1))
    chosen = tuple(sorted(data.draw(st.sets(st.sampled_from(scale), min_size=2))))
    fine, wide = steps_of(points, chosen, k), steps_of(points, chosen, k, wide_ends=True)
    assert set(wide.edges) <= set(fine.edges)
    assert set(wide.in_thirds(points).edges) <= set(wide.edges)
    assert len(wide.in_thirds(points).edges) <= 4


def test_a_consideration_reads_as_the_nearest_half_point():
    steps = [steps_of(5, ALL, 5).step_of(mean) for mean in (3, 3.5, 3.5, 4, 4)]
    assert step_in_words(combined_step(steps, 5)) == "about 3½"


def test_it_is_open_to_an_end_if_all_its_statements_are():
    ends = [steps_of(5, ALL, 5).step_of(mean) for mean in (4.5, 5)]
    assert step_in_words(combined_step(ends, 5)) == "4½ or more"
