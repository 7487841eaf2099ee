"""Answers that arrive late, twice or in the wrong order: the latest of each statement stays."""

import time

import pytest
from django.urls import reverse

from assessments.models.response import Answer
from assessments.tokens import clock_offset, key_material, token_of
from tests import opened, scenarios

FIRST = "approach"
MINUTE = 60_000


def moment(minutes_ago: int) -> int:
    return time.time_ns() // 1_000_000 - minutes_ago * MINUTE


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def send(client, review, cast):
    """Send something that was given so many minutes ago, by Ben's link."""
    token = scenarios.token_for(review, cast.ben)
    address = reverse("assessments:respond-answer", args=[review.pk, token, FIRST])

    def sent(minutes_ago: int = 0, **fields: str) -> int:
        times = {f"at-{name}": str(moment(minutes_ago)) for name in fields}
        return client.post(address, fields | times).status_code

    sent.statement = review.questionnaire.sections_in_order[0].statements[0].code
    return sent


def test_an_older_answer_that_arrives_late_does_not_replace_a_newer_one(send):
    send(**{send.statement: "5"})
    assert send(minutes_ago=7, **{send.statement: "1"}) == 204
    assert opened.answer().rating == 5


def test_a_newer_one_replaces_an_older_one_that_was_itself_late(send):
    send(minutes_ago=9, **{send.statement: "1"})
    send(minutes_ago=7, **{send.statement: "dont_know"})
    assert opened.answer().reason == "dont_know"


def test_importance_and_comment_are_each_as_late_as_they_are(send):
    send(importance="4")
    send(minutes_ago=5, comment="Said in the tunnel.")
    send(minutes_ago=9, importance="1")
    kept = opened.section()
    assert (kept.importance, kept.comment) == (4, "Said in the tunnel.")


@pytest.mark.parametrize("at", ["-5", "soon", "9" * 30, "9" * 14, "", "1.5"])
def test_a_time_that_makes_no_sense_is_taken_as_now(client, send, review, cast, at):
    send(minutes_ago=3, **{send.statement: "1"})
    token = scenarios.token_for(review, cast.ben)
    address = reverse("assessments:respond-answer", args=[review.pk, token, FIRST])
    client.post(address, {send.statement: "4", f"at-{send.statement}": at})
    assert opened.answer().rating == 4


def test_when_it_was_given_tells_no_time_of_day_without_the_link(review, cast):
    clocks = set()
    for member in (cast.ben, cast.cleo, cast.ana):
        invitation = scenarios.invitation_of(review, member)
        clocks.add(clock_offset(key_material(invitation, token_of(invitation))))
    lowest, *_rest, highest = sorted(clocks)
    assert highest - lowest > 1000 * MINUTE


def test_a_page_that_answers_what_is_not_asked_says_so_and_saves_nothing(client, review, cast):
    token = scenarios.token_for(review, cast.ben)
    address = reverse("assessments:respond-section", args=[review.pk, token, FIRST])
    asked = review.questionnaire.sections_in_order[0].statements[0].code
    page = client.post(address, {asked: "4", "made-up": "5"})
    assert page.status_code == 200
    assert "something the questionnaire does not ask" in page.content.decode()
    assert not Answer.objects.exists()
