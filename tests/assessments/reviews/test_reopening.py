"""Reopening a review that nobody has read, and calling one off, as people see it."""

from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.models import Invitation
from assessments.models.response import Answer, Import, Response
from assessments.paper import entry
from assessments.responses import services as answering
from assessments.responses.upsert import SubmittedAnswers
from assessments.reviews import services
from assessments.tokens import link_hash, response_key, token_of
from insights.closing import close_review, reopen_review
from insights.models import PublishedGroup
from tests import scenarios


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
    assert "Not stated" in text(page)
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
    later = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked():
        scenarios.answer(later, member, 3)
    close_review(review=later)
    as_("ana").get(of("results", later, "insights"))
    earlier.refresh_from_db()
    assert not earlier.can_be_reopened


def test_whoever_is_turned_away_has_read_nothing(closed, as_):
    review, _tokens = closed
    assert as_("ben").get(of("results", review, "insights")).status_code == 403
    review.refresh_from_db()
    assert review.can_be_reopened


def test_everybody_is_told_and_only_those_who_had_not_submitted_get_a_link(closed, cast):
    review, _tokens = closed
    reopened(review)
    bodies = {message.to[0]: message.body for message in mail.outbox}
    assert len(bodies) == review.invitations.count()
    assert "/respond/" not in bodies[cast.ben.email]
    assert "still count" in bodies[cast.ben.email]
    for member in (cast.ana, cast.cleo):
        assert f"/respond/{review.pk}/" in bodies[member.email]


def test_whoever_submitted_comes_back_by_their_own_link_and_their_place_with_them(closed, cast):
    review, tokens = closed
    token = tokens[cast.ben.pk]
    reopened(review)
    address = reverse("assessments:respond", args=[review.pk, token])
    assert "has been reopened" in text(Client().get(address))
    assert not Response.objects.exclude(level="").exists()
    section = reverse("assessments:respond-section", args=[review.pk, token, "clarity"])
    Client().post(section, {"importance": "2"})
    back = Response.objects.exclude(level="").get()
    assert (back.organisation, back.level) == (cast.ben.organisation, cast.ben.level)
    assert back.submitted
    assert Response.objects.filter(submitted=True).count() == 8


def test_whoever_had_begun_goes_on_by_the_old_link_and_the_new_one_ends(closed, cast):
    review, tokens = closed
    review = reopened(review)
    invitation = scenarios.invitation_of(review, cast.cleo)
    new = token_of(invitation)
    answering.submit(invitation=invitation, token=tokens[cast.cleo.pk])
    assert Response.objects.filter(submitted=True).count() == 9
    client = Client()
    assert client.get(reverse("assessments:respond", args=[review.pk, new])).status_code == 404
    with pytest.raises(services.NotNow):
        answering.submit(invitation=invitation, token=new)
    assert Response.objects.filter(submitted=True).count() == 9


def test_whoever_starts_afresh_by_the_new_link_counts_once(closed, cast):
    review, tokens = closed
    review = reopened(review)
    scenarios.answer(review, cast.cleo, 5)
    old = reverse("assessments:respond", args=[review.pk, tokens[cast.cleo.pk]])
    assert Client().get(old).status_code == 404
    assert Response.objects.filter(submitted=True).count() == 9


def test_looking_by_either_link_settles_nothing(closed, cast):
    review, tokens = closed
    review = reopened(review)
    new = token_of(scenarios.invitation_of(review, cast.ana))
    for token in (tokens[cast.ana.pk], new, tokens[cast.ana.pk]):
        address = reverse("assessments:respond", args=[review.pk, token])
        assert Client().get(address).status_code == 200


def test_a_member_who_signs_in_is_led_to_the_new_link_but_never_to_an_old_one(closed, as_, cast):
    review, _tokens = closed
    reopened(review)
    assert "/respond/" in as_("ana").get(of("my-response", review)).url
    assert as_("ben").get(of("my-response", review)).url == of("review", review)


def test_closing_again_publishes_anew_and_forgets_again(closed, cast):
    review, tokens = closed
    review = reopened(review)
    ben = scenarios.invitation_of(review, cast.ben)
    answering.submit(invitation=ben, token=tokens[cast.ben.pk])
    scenarios.answer(review, cast.ana, 5)
    review = close_review(review=review)
    everyone = PublishedGroup.objects.get(grouping="everyone")
    assert everyone.people == 9
    assert review.secret == ""
    assert not Response.objects.exclude(level="").exists()
    assert not Invitation.objects.exclude(new_link_hash=None).exists()
    hashes = set(Invitation.objects.values_list("link_hash", flat=True))
    assert link_hash(tokens[cast.ben.pk]) in hashes


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


def test_what_was_brought_in_before_the_review_closed_stays(closed, as_):
    review, _tokens = closed
    review = reopened(review)
    file = Import.objects.create(review=review, file_name="paper.csv", responses_added=2)
    assert "Undo import" not in text(as_("ana").get(of("import-new", review)))
    reply = as_("ana").post(
        reverse("assessments:import-undo", args=[review.pk, file.pk]), follow=True
    )
    assert "can no longer tell" in text(reply)
    assert Import.objects.filter(pk=file.pk).exists()


def test_a_sheet_typed_in_before_the_review_closed_stays(cast):
    review = scenarios.open_review(cast.partnership)
    ticket = scenarios.sheet_of_paper(review, cast.ben)
    review = reopened(close_review(review=review))
    assert not entry.remove_paper_response(review=review, ticket=ticket)
    assert (review.responses.count(), review.paper_count) == (1, 1)


def test_an_answer_changed_after_reopening_replaces_the_earlier_one(closed, cast):
    review, tokens = closed
    review = reopened(review)
    invitation = scenarios.invitation_of(review, cast.ben)
    given = Answer.objects.filter(response__key=response_key(invitation, tokens[cast.ben.pk]))
    changed = Answer(statement=given[0].statement, rating=1)
    token, given_now = tokens[cast.ben.pk], SubmittedAnswers([changed])
    answering.save_answers(invitation=invitation, token=token, given=given_now)
    assert given.get(statement=changed.statement).rating == 1
