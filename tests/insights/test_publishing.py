"""Closing a review publishes what each group of at least k says, and nothing about fewer."""

import pytest
from django.urls import reverse

from insights.models import COMPARED_GROUPINGS, Grouping, Perception
from insights.results.load import load_results
from insights.statistics.figures import Figure
from insights.wording.sentences import short_figure
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
        for grouping in COMPARED_GROUPINGS:
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
    assert short_figure(council) == words
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
        group__review=review, group__grouping=Grouping.ORGANISATION, code="clarity-aim", bound=""
    )
    assert exact.count() == 1


def by_organisation(review):
    """What each organisation says about clarity, by its name."""
    result = load_results(review).consideration("clarity")
    return {seen.group.label: seen.figure for seen in result.groups[Grouping.ORGANISATION]}


def test_an_open_review_publishes_every_organisation_however_few_answered(cast):
    review = scenarios.open_review(cast.partnership, confidentiality="open")
    ratings_by({"Riverside Council": 5, "Open Door": 2, "NHS Riverside": 4})(
        review, cast.partnership.members.asked()
    )
    review = scenarios.close_review(review=review)
    figures = by_organisation(review)
    assert {label: figure.mean for label, figure in figures.items()} == {
        "Riverside Council": 5,
        "Open Door": 2,
        "NHS Riverside": 4,
    }
    assert figures["Riverside Council"].n == 1
    assert load_results(review).groups[Grouping.LEVEL] == []


def test_with_one_voice_each_an_organisation_counts_once(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 3)
    review = scenarios.open_review(cast.partnership, confidentiality="one-voice")
    ratings_by({"Riverside Council": 5, "Open Door": 2, "NHS Riverside": 4})(
        review, cast.partnership.members.asked()
    )
    review = scenarios.close_review(review=review)
    assert load_results(review).people == 3
    assert by_organisation(review)["Riverside Council"].n == 1


def test_a_coordinator_sees_which_groups_could_be_shown_before_opening(cast, as_):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.HEALTH, 6)
    review = scenarios.draft_review(cast.partnership)
    page = as_("ana").get(reverse("insights:review-groups", args=[review.pk]))
    by_organisation = page.context["foreseen"][0]
    assert by_organisation.shown == [("Riverside Council", 7)]
    assert by_organisation.not_shown == ["NHS Riverside", "Open Door"]
    opened = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked():
        scenarios.answer(opened, member, 3)
    groups = load_results(scenarios.close_review(review=opened)).groups[Grouping.ORGANISATION]
    assert [(group.label, group.people) for group in groups if not group.pooled] == [
        ("Riverside Council", 7)
    ]


def test_an_organisation_may_be_called_what_a_pool_is(cast):
    scenarios.fill(cast.partnership, ("Other organisations", "housing"), 6)
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.HEALTH, 2)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 2)
    review = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked():
        scenarios.answer(review, member, 3)
    groups = load_results(scenarios.close_review(review=review)).groups[Grouping.ORGANISATION]
    assert sorted((group.label, group.pooled) for group in groups) == [
        ("Other organisations", False),
        ("Other organisations", True),
        ("Riverside Council", False),
    ]
