"""Leaving a partnership oneself."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from discussions.models import Action
from partnerships.members.services import remove_member
from partnerships.models import Member
from partnerships.refusals import Refused
from tests import scenarios


@pytest.fixture
def leave(as_, at, django_capture_on_commit_callbacks):
    def leaving(name: str):
        with django_capture_on_commit_callbacks(execute=True):
            return as_(name).post(at("membership-leave"), follow=True)

    return leaving


def test_it_asks_first_and_says_that_what_was_submitted_stays(as_, at, cast):
    page = as_("ben").get(at("membership-leave")).content.decode()
    assert "Leave Riverside Partnership?" in page
    assert "Answers you have submitted still count" in page
    assert cast.partnership.members.contains(cast.ben)


def test_their_place_goes_their_submitted_answers_stay_and_coordinators_are_told(cast, leave):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    mail.outbox.clear()
    page = leave("ben")
    assert page.redirect_chain == [(reverse("home:home"), 302)]
    assert "You have left Riverside Partnership." in page.content.decode()
    assert not cast.partnership.members.contains(cast.ben)
    assert review.responses.filter(submitted=True).count() == 1
    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert "Ben has left" in message.subject


def test_the_last_coordinator_hands_over_first(as_, at, cast, leave):
    page = as_("ana").get(at("membership-leave")).content.decode()
    assert "Hand over before you leave" in page
    assert at("coordination-hand-over") in page
    assert "Ana is the only coordinator." in leave("ana").content.decode()
    with pytest.raises(Refused):
        remove_member(member=cast.ana)
    assert cast.partnership.members.contains(cast.ana)


def test_one_of_two_coordinators_may_leave(cast, leave):
    Member.objects.filter(pk=cast.ben.pk).update(role="coordinator")
    leave("ana")
    assert not cast.partnership.members.contains(cast.ana)


def test_somebody_with_actions_is_told_whom_to_ask(cast, leave):
    Action.objects.create(
        review=scenarios.draft_review(cast.partnership),
        consideration="power",
        what="Write a plain summary",
        owner=cast.ben,
        due=timezone.localdate(),
    )
    assert "Ask a coordinator to give them to someone else" in leave("ben").content.decode()
    assert cast.partnership.members.contains(cast.ben)
    assert not mail.outbox
