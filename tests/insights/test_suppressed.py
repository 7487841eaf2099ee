"""Where a group would stand and is not shown, it says so: kindly, exactly, and the same for all."""

import pytest
from django.urls import reverse

from assessments.reviews.services import share
from insights.closing import close_review, reopen_review
from insights.models import Grouping, Perception
from insights.results.load import load_results
from insights.results.suppressed import blank_groups, suppression_notice
from tests import scenarios

pytestmark = pytest.mark.once


def closed(cast, **fields):
    """Small answers with too few people, Silent not at all, and Ana speaks for NHS alone."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    scenarios.fill(cast.partnership, ("Small", "housing"), 4)
    [silent] = scenarios.fill(cast.partnership, ("Silent", "housing"), 1)
    review = scenarios.open_quietly(cast.partnership, **fields)
    scenarios.answer_all(
        review, dict.fromkeys(cast.partnership.members.asked().exclude(pk=silent.pk), 3)
    )
    return close_review(review=review)


def test_small_and_silent_groups_are_named_in_one_breath(cast):
    said = suppression_notice(load_results(closed(cast)), Grouping.ORGANISATION)
    assert said.sentence == "Not shown separately: NHS Riverside, Silent and Small."
    assert "at least 5 people in it answered by their own link" in said.why
    assert "part of what everyone said" in said.why


def test_a_comparison_that_can_not_be_made_names_everybody(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 4)
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), 3))
    results = load_results(close_review(review=review))
    assert not results.groups[Grouping.ORGANISATION]
    said = suppression_notice(results, Grouping.ORGANISATION)
    assert said.sentence == (
        "Not shown separately: NHS Riverside, Open Door and Riverside Council."
    )
    assert "part of what everyone said" in said.why


def test_where_partners_agreed_to_be_seen_it_says_who_gave_no_answer(cast):
    said = suppression_notice(
        load_results(closed(cast, confidentiality="open")), Grouping.ORGANISATION
    )
    assert said.sentence == "There were no answers from Silent."
    assert said.why == ""


def test_nothing_is_said_where_every_group_is_shown(cast):
    review = scenarios.closed_review(cast.partnership)
    assert suppression_notice(load_results(review), Grouping.ORGANISATION) is None


def test_a_figure_that_is_not_shown_is_named_with_its_group(cast):
    review = scenarios.closed_review(cast.partnership)
    Perception.objects.filter(group__label="Open Door", code="power").delete()
    assert blank_groups(load_results(review), Grouping.ORGANISATION) == [
        "Open Door, about “Power and transparency”"
    ]


@pytest.mark.parametrize(("name", "more"), [("results", ()), ("consideration", ("power",))])
def test_pages_say_it_where_the_group_would_stand(cast, as_, name, more):
    review = share(review=closed(cast))
    page = as_("olu").get(reverse(f"insights:{name}", args=[review.pk, *more])).content.decode()
    assert "Not shown separately: NHS Riverside, Silent and Small." in page


def test_a_review_that_opens_again_forgets_who_was_not_shown(cast):
    review = closed(cast)
    closes_on = review.closes_on
    review = reopen_review(review=review, closes_on=closes_on)
    assert not review.suppressed_groups.exists()
    assert close_review(review=review).suppressed_groups.exists()
