"""Whoever sets a review up can answer it as a test, which counts nowhere and is thrown away."""

import pytest
from django.core import mail
from django.urls import reverse

from assessments.models import Invitation, Questionnaire, Review
from assessments.models.response import Answer, Response
from assessments.reviews import services
from assessments.reviews.tailoring import tailor
from tests import opened, scenarios

FIRST = "approach"


@pytest.fixture
def draft(cast) -> Review:
    return scenarios.draft_review(cast.partnership)


@pytest.fixture
def tried(draft, as_) -> str:
    """The address of the test response of Ana, who has answered and submitted it."""
    start = as_("ana").post(reverse("assessments:review-try", args=[draft.pk])).url
    statement = draft.questionnaire.sections_in_order[0].statements[0].code
    as_("stranger").post(f"{start}about/{FIRST}/answer/", {statement: "4"})
    as_("stranger").post(f"{start}about/{FIRST}/", {"comment": "Reads well.", "finish": "yes"})
    as_("stranger").post(f"{start}submit/")
    return start


def nothing_is_left() -> bool:
    return not (Invitation.objects.exists() or Response.objects.exists() or Answer.objects.exists())


def test_it_is_answered_like_any_other_and_says_what_it_is(tried, client):
    assert opened.answer().rating == 4
    assert Response.objects.get().submitted
    for page in ("", f"about/{FIRST}/", "check/", "thanks/"):
        assert "This is a test." in client.get(tried + page).content.decode()
    assert not mail.outbox


def test_members_of_an_open_review_are_told_nothing_of_tests(cast, client):
    review = scenarios.open_review(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    page = client.get(reverse("assessments:respond", args=[review.pk, token]))
    assert "This is a test." not in page.content.decode()


def test_who_comes_again_goes_on_where_they_stopped(tried, draft, as_):
    assert as_("ana").post(reverse("assessments:review-try", args=[draft.pk])).url == tried
    page = as_("ana").get(reverse("assessments:review", args=[draft.pk])).content.decode()
    assert "Continue your test response" in page


def test_it_is_gone_once_the_review_opens(tried, draft, cast, client):
    review = services.open_review(review=draft)
    assert not Response.objects.exists()
    assert review.invitations.filter(started=True).count() == 0
    assert review.invitations.count() == cast.partnership.members.asked().count()
    assert client.get(tried).status_code == 404


def test_it_can_be_thrown_away(tried, draft, as_):
    as_("ana").post(reverse("assessments:review-try-end", args=[draft.pk]))
    assert nothing_is_left()


def test_it_goes_when_something_else_is_asked(tried, draft):
    statement = draft.questionnaire.sections_in_order[0].statements[0].code
    tailor(review=draft, without={statement}, added=[])
    assert nothing_is_left()


@pytest.mark.parametrize("change", ["confidentiality", "questionnaire", "title"])
def test_it_goes_when_what_members_are_told_or_asked_changes_and_stays_otherwise(
    tried, draft, change
):
    new = {
        "confidentiality": "open",
        "questionnaire": scenarios.questionnaire("pulse"),
        "title": "Winter review",
    }
    setattr(draft, change, new[change])
    services.change_draft(review=draft)
    assert nothing_is_left() == (change != "title")


def test_it_goes_with_a_draft_that_is_discarded(tried, draft):
    services.discard(review=draft)
    assert nothing_is_left()


def test_once_open_nothing_can_be_tried_out(cast, as_):
    review = scenarios.open_review(cast.partnership)
    invited = review.invitations.count()
    for name in ("review-try", "review-try-end"):
        response = as_("ana").post(reverse(f"assessments:{name}", args=[review.pk]))
        assert response.url == reverse("assessments:review", args=[review.pk])
    assert review.invitations.count() == invited


def test_a_lost_link_to_a_test_is_not_sent(tried, client):
    client.post(reverse("assessments:link-lost"), {"email": "ana@example.org"})
    assert not mail.outbox


@pytest.mark.parametrize("ending", ["discarded", "another questionnaire"])
def test_what_a_draft_was_tailored_to_goes_with_it(draft, ending):
    statement = draft.questionnaire.sections_in_order[0].statements[0].code
    draft = tailor(review=draft, without={statement}, added=[])
    tailored = draft.questionnaire
    if ending == "discarded":
        services.discard(review=draft)
    else:
        draft.questionnaire, draft.tailored_from = scenarios.questionnaire("pulse"), None
        services.change_draft(review=draft)
    assert not Questionnaire.objects.filter(pk=tailored.pk).exists()
