"""Reopening a review that nobody has read, and calling one off, as people see it."""

from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.keys import delete_key
from assessments.models.given import GivenAnswer
from assessments.models.response import Import, Response
from assessments.paper import entry
from assessments.responses import services as answering
from assessments.responses.read_model import OwnResponse
from assessments.responses.upsert import SubmittedAnswers
from insights.closing import close_review, reopen_review
from insights.models import PublishedGroup
from insights.publishing.perceptions import count_answers
from tests import opened, scenarios
from tests.assessments.imports import importing


def of(stem, review, app="assessments"):
    return reverse(f"{app}:{stem}", args=[review.pk])


def text(reply) -> str:
    return " ".join(unescape(reply.content.decode()).split())


def reopened(review):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return reopen_review(review=review, closes_on=timezone.localdate() + timedelta(7))


@pytest.fixture
def closed(cast):
    """Eight have submitted, Ben among them; Cleo had begun; Ana had not. And their old links."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 7)
    review = scenarios.open_review(cast.partnership)
    tokens = {}
    for member in cast.partnership.members.asked():
        tokens[member.pk] = scenarios.token_for(review, member)
        if member not in (cast.ana, cast.cleo):
            scenarios.answer(review, member, 4)
    scenarios.answer(review, cast.cleo, 2, submit=False)
    mail.outbox.clear()
    return close_review(review=review), tokens


def test_a_coordinator_gives_people_more_time(closed, as_):
    review, _tokens = closed
    last = timezone.localdate() + timedelta(7)
    page = as_("ana").get(of("review-reopen", review, "insights"))
    assert "with the link they have" in text(page)
    as_("ana").post(of("review-reopen", review, "insights"), {"closes_on": last.isoformat()})
    review.refresh_from_db()
    assert review.is_open
    assert review.closes_on == last
    assert not PublishedGroup.objects.exists()


@pytest.mark.parametrize(
    ("app", "stem"),
    [("insights", "results"), ("discussions", "discussion"), ("reports", "report")],
)
def test_not_once_anybody_has_read_the_results(closed, as_, app, stem):
    review, _tokens = closed
    as_("finn").get(of(stem, review, app))
    assert "have been read" in text(as_("ana").get(of("review-reopen", review, "insights")))
    data = {"closes_on": timezone.localdate().isoformat()}
    reply = as_("ana").post(of("review-reopen", review, "insights"), data, follow=True)
    assert "can no longer be reopened" in text(reply)
    review.refresh_from_db()
    assert review.is_closed
    assert PublishedGroup.objects.exists()


def test_reading_a_later_round_that_compares_counts_as_reading(cast, as_):
    earlier = scenarios.closed_review(cast.partnership)
    later = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(later, dict.fromkeys(cast.partnership.members.asked(), 3))
    close_review(review=later)
    as_("ana").get(of("results", later, "insights"))
    earlier.refresh_from_db()
    assert not earlier.can_be_reopened


def test_whoever_is_turned_away_has_read_nothing(closed, as_):
    review, _tokens = closed
    assert as_("ben").get(of("results", review, "insights")).status_code == 403
    review.refresh_from_db()
    assert review.can_be_reopened


def test_everybody_is_told_and_gets_the_link_they_had(closed, cast):
    review, tokens = closed
    reopened(review)
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert len(bodies) == review.invitations.count()
    for member in (cast.ben, cast.cleo, cast.ana):
        assert f"/respond/{review.pk}/{tokens[member.pk]}/" in bodies[member.email]
    assert "still count" in bodies[cast.ben.email]
    assert "still count" not in bodies[cast.ana.email]


def test_answers_and_places_are_as_they_were(closed, cast):
    review, tokens = closed
    before = count_answers(review)
    review = reopened(review)
    assert count_answers(review) == before
    address = reverse("assessments:respond", args=[review.pk, tokens[cast.ben.pk]])
    assert "has been reopened" in text(Client().get(address))
    assert scenarios.token_for(review, cast.ben) == tokens[cast.ben.pk]


def test_whoever_had_begun_goes_on_and_counts_once(closed, cast):
    review, tokens = closed
    review = reopened(review)
    invitation = scenarios.invitation_of(review, cast.cleo)
    assert OwnResponse.for_link(invitation, tokens[cast.cleo.pk]).answered == 40
    answering.submit(invitation=invitation, token=tokens[cast.cleo.pk])
    assert Response.objects.filter(submitted=True).count() == 9


def test_a_member_who_signs_in_is_led_to_their_link(closed, as_, cast):
    review, tokens = closed
    reopened(review)
    for name in ("ana", "ben"):
        token = tokens[getattr(cast, name).pk]
        assert f"/{token}/" in as_(name).get(of("my-response", review)).url


def test_closing_again_publishes_anew(closed, cast):
    review, _tokens = closed
    review = reopened(review)
    scenarios.answer(review, cast.ana, 5)
    review = close_review(review=review)
    assert PublishedGroup.objects.get(grouping="everyone").people == 9


def test_calling_off_tells_everybody_in_the_coordinators_words(cast, as_):
    review = scenarios.open_review(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    scenarios.answer(review, cast.ben)
    mail.outbox.clear()
    page = as_("ana").get(of("review-cancel", review))
    assert "1 of 3 people have submitted" in text(page)
    with TestCase.captureOnCommitCallbacks(execute=True):
        as_("ana").post(of("review-cancel", review), {"words": "The council reorganises."})
    assert {message.to[0] for message in mail.outbox} == {
        member.email for member in cast.partnership.members.asked()
    }
    assert all("The council reorganises." in message.body for message in mail.outbox)
    assert "Cancelled" in text(as_("ben").get(of("review", review)))
    address = reverse("assessments:respond", args=[review.pk, token])
    assert "has been cancelled" in text(Client().get(address))
    assert as_("ana").get(of("results", review, "insights")).status_code == 403


def test_a_spreadsheet_brought_in_before_can_still_be_taken_out(cast, as_):
    review = scenarios.open_review(cast.partnership)
    content = importing.as_csv(importing.table())
    importing.add(as_("ana"), importing.matched(as_("ana"), review, content))
    reopened(close_review(review=review))
    assert "Undo import" in text(as_("ana").get(of("import-new", review)))
    undo = reverse("assessments:import-undo", args=[review.pk, Import.objects.get().pk])
    as_("ana").post(undo)
    assert not Response.objects.exists()


def test_a_sheet_typed_in_before_can_still_be_taken_out(cast):
    review = scenarios.open_review(cast.partnership)
    ticket = scenarios.sheet_of_paper(review, cast.ben)
    review = reopened(close_review(review=review))
    assert entry.remove_paper_response(review=review, ticket=ticket)
    assert review.responses.count() == 0


def test_an_answer_changed_after_reopening_replaces_the_earlier_one(closed, cast):
    review, tokens = closed
    review = reopened(review)
    invitation = scenarios.invitation_of(review, cast.ben)
    [statement, *_others] = review.questionnaire.sections_in_order[0].statements
    given = SubmittedAnswers([GivenAnswer(statement.pk, 1)])
    answering.save_answers(invitation=invitation, token=tokens[cast.ben.pk], given=given)
    assert opened.ratings(statement=statement.pk).count(1) == 1


def test_without_its_key_it_stays_closed_and_says_why(closed, as_):
    review, _tokens = closed
    delete_key(review.pk)
    last = {"closes_on": timezone.localdate().isoformat()}
    reply = as_("ana").post(of("review-reopen", review, "insights"), last, follow=True)
    assert "The key to the answers of this review is missing" in text(reply)
    review.refresh_from_db()
    assert review.is_closed
    assert PublishedGroup.objects.exists()
