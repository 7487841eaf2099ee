"""What the script that sends answers is told: a word of ours, which nothing on the way can say."""

import re

import pytest
from django.urls import reverse

from assessments.invitations.withdrawal import withdraw_link
from assessments.models.response import Answer
from assessments.reviews import services
from insights.closing import close_review
from tests import opened, scenarios

FIRST, SECOND, LAST = "approach", "clarity", "complexity"
LONGEST = "\n".join(["x" * 99] * 20)  # 2,000 with its line breaks, each of which counts once


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def at(review, cast):
    token = scenarios.token_for(review, cast.ben)
    return lambda name, *args: reverse(f"assessments:{name}", args=[review.pk, token, *args])


def send(client, at, **given):
    return client.post(at("respond-answer", FIRST), given)


def test_how_a_review_has_ended(client, at, review):
    close_review(review=review)
    for reply in (send(client, at, importance="4"), client.get(at("respond"))):
        assert reply["Parallax-Review"] == "closed"


def test_a_page_that_was_sent_too_late_is_said_not_to_be_saved(client, at, review):
    said = "arrived after that and was not saved"
    close_review(review=review)
    assert said not in client.get(at("respond")).content.decode()
    reply = client.post(at("respond-section", FIRST), {"approach-need": "4"}, follow=True)
    assert said in reply.content.decode()


def test_that_a_review_was_called_off(client, at, review):
    services.cancel(review=review)
    for reply in (send(client, at, importance="4"), client.get(at("respond"))):
        assert reply["Parallax-Review"] == "cancelled"


def test_that_a_link_was_withdrawn_or_opens_nothing(client, at, review, cast):
    withdraw_link(review=review, invitation=scenarios.invitation_of(review, cast.ben))
    assert send(client, at, importance="4")["Parallax-Review"] == "withdrawn"
    nowhere = reverse("assessments:respond-answer", args=[review.pk, "x" * 43, FIRST])
    assert client.post(nowhere, {"importance": "4"})["Parallax-Review"] == "unknown"


def test_an_open_review_has_not_ended(client, at):
    assert client.get(at("respond"))["Parallax-Review"] == "open"
    assert "Parallax-Review" not in send(client, at, importance="4")


def test_which_of_several_answers_is_refused_and_why_and_none_is_saved(client, at):
    given = {"approach-need": "11", "approach-gain": "3", "clarity-aim": "2"}
    given |= {"at-approach-need": "5"}
    reply = client.post(at("respond-answer", FIRST), given)
    assert reply.status_code == 422
    refused = reply.json()["refused"]
    assert sorted(refused) == ["approach-need", "clarity-aim"]
    assert "11" in refused["approach-need"]
    assert "does not ask" in refused["clarity-aim"]
    assert not Answer.objects.exists()


def test_a_comment_that_is_saved_as_it_is_typed_is_saved_with_the_page(client, at):
    assert send(client, at, comment=LONGEST).status_code == 204
    whole = {"comment": LONGEST.replace("\n", "\r\n"), "initial-comment": ""}
    assert client.post(at("respond-section", FIRST), whole).url == at("respond-section", SECOND)
    assert opened.section().comment == LONGEST


def test_going_back_saves_the_page_too(client, at):
    reply = client.post(at("respond-section", SECOND), {"clarity-aim": "4", "back": "1"})
    assert reply.url == at("respond-section", FIRST)
    assert opened.answer().rating == 4


def test_no_browser_cuts_off_the_end_of_a_long_comment(client, at):
    assert "maxlength" not in client.get(at("respond-section", FIRST)).content.decode()


def test_there_is_nothing_before_the_first_page(client, at):
    reply = client.post(at("respond-section", FIRST), {"back": "1"})
    assert reply.url == at("respond-section", SECOND)


def test_whoever_has_no_scripts_is_told_when_a_page_is_saved(client, at):
    for code, button in ((FIRST, "Continue"), (LAST, "Check your answers")):
        page = client.get(at("respond-section", code)).content.decode()
        assert re.search(f"<noscript>.*Saved when you select “{button}”<.*</noscript>", page)
