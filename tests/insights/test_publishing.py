"""Closing a review publishes what each group of at least k says, and nothing about fewer."""

import pytest

from insights.models import COMPARISONS, Grouping, Perception
from insights.results import Figure, load_results
from tests import scenarios


@pytest.fixture
def review(cast):
    return scenarios.closed_review(cast.partnership)


def test_everyone_is_published_first(review):
    assert load_results(review).people == 22


def test_groups_say_what_their_people_said(review):
    result = load_results(review).consideration("clarity")
    means = {seen.group.label: seen.figure.mean for seen in result.groups[Grouping.ORGANISATION]}
    assert means == {"Riverside Council": 5.0, "Open Door": 2.0, "NHS Riverside": 4.0}


def test_the_widest_gap_names_both_groups(review):
    gap = load_results(review).consideration("clarity").gap(Grouping.ORGANISATION)
    assert (gap.higher.group.label, gap.lower.group.label) == ("Riverside Council", "Open Door")
    assert gap.width == pytest.approx(3.0)


def test_no_figure_rests_on_fewer_than_k(review):
    assert min(Perception.objects.values_list("n", flat=True)) >= review.k


def test_a_small_group_has_neither_distribution_nor_agreement(review):
    for result in load_results(review):
        for grouping in COMPARISONS:
            for seen in result.groups[grouping]:
                if isinstance(seen.figure, Figure) and seen.figure.n < 2 * review.k:
                    assert seen.figure.counts is None
                    assert seen.figure.agreement is None


def test_fewer_than_k_people_publish_nothing(cast):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    review = scenarios.close_review(review=review)
    assert load_results(review).people == 0
    assert not Perception.objects.exists()
