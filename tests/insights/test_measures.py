"""The measures agree with their sources and with plain arithmetic on everybody's ratings."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insights.statistics import measures

five_points = st.lists(st.integers(0, 50), min_size=5, max_size=5).filter(any)
any_scale = st.lists(st.integers(0, 50), min_size=2, max_size=10).filter(any)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.7256876),
        ([0, 1, 2, 5, 2], 0.7094498),
        ([0, 0, 5, 5, 0], 0.8073549),
        ([1, 0, 0, 0, 3], 0.1887219),
        ([1, 1, 1, 1, 1], 0.434),
    ],
)
def test_consensus_comes_to_what_its_authors_published(counts, expected):
    assert measures.consensus(counts) == pytest.approx(
        expected, abs=5e-4 if expected == 0.434 else 1e-7
    )


@given(any_scale)
def test_the_mean_is_that_of_everybodys_ratings(counts):
    ratings = [point for point, count in enumerate(counts, start=1) for _one in range(count)]
    assert measures.mean(counts) == pytest.approx(statistics.mean(ratings))


@given(any_scale)
def test_consensus_lies_between_nothing_and_one(counts):
    assert 0 <= measures.consensus(counts) <= 1


@given(any_scale)
def test_consensus_is_the_same_from_either_end(counts):
    assert measures.consensus(counts) == pytest.approx(measures.consensus(counts[::-1]))


@given(st.integers(2, 10), st.integers(1, 50), st.data())
def test_unanimity_is_full_consensus(points, people, data):
    counts = [0] * points
    counts[data.draw(st.integers(0, points - 1))] = people
    assert measures.consensus(counts) == pytest.approx(1)


@given(st.integers(2, 10), st.integers(1, 50))
def test_half_at_each_end_is_none(points, people):
    assert measures.consensus([people, *[0] * (points - 2), people]) == pytest.approx(0)


@given(five_points, st.integers(2, 9))
def test_measures_do_not_depend_on_how_many_people_there_are(counts, times):
    more = [count * times for count in counts]
    assert measures.consensus(more) == pytest.approx(measures.consensus(counts))
    assert measures.mean(more) == pytest.approx(measures.mean(counts))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([6, 8, 5, 3, 2], 0.3125),
        ([0, 1, 2, 5, 2], 0.55),
        ([3, 0, 0, 3], -1),
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),
        ([2, 0, 1, 1], 0.0833333),
        ([5, 0, 0, 0, 5], -1),
        ([3, 3, 3, 3, 3], 0),
        ([0, 0, 7, 0, 0], 1),
        ([4, 0], 1),
        ([6, 6], -1),
    ],
)
def test_agreement_comes_to_what_its_author_published(counts, expected):
    assert measures.agreement(counts) == pytest.approx(expected, abs=1e-6)


@given(st.lists(st.integers(0, 30), min_size=3, max_size=8).filter(any))
def test_agreement_lies_between_a_split_and_unanimity(counts):
    assert -1 - 1e-9 <= measures.agreement(counts) <= 1 + 1e-9
    assert measures.agreement(counts) == pytest.approx(measures.agreement(counts[::-1]))


@given(any_scale)
def test_the_favourable_share_counts_who_is_above_the_middle(counts):
    ratings = [point for point, count in enumerate(counts, start=1) for _one in range(count)]
    above = sum(rating > (len(counts) + 1) / 2 for rating in ratings)
    assert measures.favourable_share(counts) == pytest.approx(above / len(ratings))


@pytest.mark.parametrize(
    ("raters", "dont_know", "not_applicable", "unsure", "elsewhere"),
    [(10, 10, 0, 0.5, 0), (10, 0, 10, 0, 0.5), (0, 3, 1, 1, 0.25), (3, 1, 4, 0.25, 0.5)],
)
def test_who_gave_no_rating_is_counted_apart(raters, dont_know, not_applicable, unsure, elsewhere):
    assert measures.dont_know_share(raters, dont_know) == unsure
    assert measures.not_applicable_share(raters, dont_know, not_applicable) == elsewhere


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_shares_are_those_of_everybody_who_answered(raters, dont_know, not_applicable):
    said = ["rating"] * raters + ["unsure"] * dont_know
    everybody = said + ["elsewhere"] * not_applicable
    unsure = measures.dont_know_share(raters, dont_know)
    elsewhere = measures.not_applicable_share(raters, dont_know, not_applicable)
    assert unsure == pytest.approx(said.count("unsure") / len(said))
    assert elsewhere == pytest.approx(everybody.count("elsewhere") / len(everybody))


def test_nobody_has_no_share():
    with pytest.raises(ValueError, match="no answers"):
        measures.dont_know_share(0, 0)


@given(st.lists(st.floats(1, 5), min_size=2, max_size=9))
def test_the_gap_is_the_widest_of_all_pairs(means):
    high, low = measures.furthest_apart_positions(means)
    widest = max(abs(one - other) for one in means for other in means)
    assert high != low
    assert means[high] - means[low] == widest


def test_a_gap_takes_two():
    with pytest.raises(ValueError, match="two groups"):
        measures.furthest_apart_positions([3.0])


@given(five_points, five_points)
def test_added_distributions_hold_everybody(one, other):
    together = measures.sum_distributions([one, other])
    assert measures.number_of_ratings(together) == measures.number_of_ratings(
        one
    ) + measures.number_of_ratings(other)


def test_no_ratings_have_no_mean():
    with pytest.raises(ValueError, match="no ratings"):
        measures.mean([0, 0, 0, 0, 0])


@pytest.mark.parametrize(
    ("groups", "counts", "expected"),
    [
        ([(3, 1), (3, 5)], [3, 0, 0, 0, 3], 1),
        ([(3, 3), (3, 3)], [3, 0, 0, 0, 3], 0),
        ([(2, 2), (2, 4)], [1, 0, 2, 0, 1], 0.5),
    ],
)
def test_the_share_between_groups_is_that_of_all_variation(groups, counts, expected):
    assert measures.share_between(groups, counts) == pytest.approx(expected)


def test_without_variation_no_share_of_it_lies_between_groups():
    with pytest.raises(ValueError, match="no variation"):
        measures.share_between([(3, 4), (3, 4)], [0, 0, 0, 6, 0])


@given(any_scale)
def test_the_variance_is_that_of_everybodys_ratings(counts):
    ratings = [point for point, count in enumerate(counts, start=1) for _one in range(count)]
    expected = statistics.variance(ratings) if len(ratings) > 1 else 0
    assert measures.variance(counts) == pytest.approx(expected)


def test_shares_are_on_either_side_of_the_middle():
    assert measures.favourable_share([1, 2, 3, 4, 0]) == pytest.approx(0.4)
    assert measures.unfavourable_share([1, 2, 3, 4, 0]) == pytest.approx(0.3)
