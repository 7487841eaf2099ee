"""Closing a review publishes what each group of at least k says, and nothing about fewer."""

import pytest

from insights.models import COMPARISONS, Grouping, Perception
from insights.results import Figure, load_results
from insights.sentences import in_short
from tests import scenarios


@pytest.fixture
def review(cast):
    return scenarios.closed_review(cast.partnership)


def test_everyone_is_published_first(review):
    assert load_results(review).people == 22


def test_groups_say_what_their_people_said(review):
    result = load_results(review).consideration("clarity")
    means = {seen.group.label: seen.figure.mean for seen in result.groups[Grouping.ORGANISATION]}
    assert means == {"Riverside Council": 4.5, "Open Door": 2.0, "NHS Riverside": 4.0}


def test_the_widest_gap_names_both_groups(review):
    gap = load_results(review).consideration("clarity").gap(Grouping.ORGANISATION)
    assert (gap.higher.group.label, gap.lower.group.label) == ("Riverside Council", "Open Door")
    assert gap.width == pytest.approx(2.5)


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


def ratings_by(organisations):
    """A rating for each member, by the name of their organisation."""

    def answer(review, members):
        for member in members:
            scenarios.answer(review, member, organisations[member.organisation.name])

    return answer


@pytest.mark.parametrize(
    ("rating", "words", "bound"), [(5, "4.7 or more", 4.7), (1, "1.3 or less", 1.3)]
)
def test_a_group_that_says_the_same_at_an_end_is_a_band(cast, rating, words, bound):
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        scenarios.fill(cast.partnership, organisation, 6)
    review = scenarios.open_review(cast.partnership)
    answer = ratings_by({"Riverside Council": rating, "Open Door": 3, "NHS Riverside": 3})
    answer(review, cast.partnership.members.asked())
    result = load_results(scenarios.close_review(review=review)).consideration("clarity")
    council = next(
        seen.figure
        for seen in result.groups[Grouping.ORGANISATION]
        if seen.group.label == "Riverside Council"
    )
    assert in_short(council) == words
    assert council.mean == pytest.approx(bound)
    assert (council.agreement, council.counts) == (None, None)


def test_a_band_does_not_follow_from_the_other_figures(cast):
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        scenarios.fill(cast.partnership, organisation, 6)
    review = scenarios.open_review(cast.partnership)
    answer = ratings_by({"Riverside Council": 5, "Open Door": 2, "NHS Riverside": 4})
    answer(review, cast.partnership.members.asked())
    review = scenarios.close_review(review=review)
    exact = Perception.objects.filter(
        group__review=review, group__grouping=Grouping.ORGANISATION, code="clarity-aim", band=""
    )
    assert exact.count() == 1
