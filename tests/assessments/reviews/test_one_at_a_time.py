"""A partnership has one open review at a time."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from assessments.models import Review
from assessments.reviews.services import NotReady, cancel
from insights.closing import close_review, reopen_review
from partnerships.refusals import Refused
from tests import scenarios
from tests.assessments.voices import of, read

STILL_OPEN = "“Spring review” is still open. A partnership can only have one open review at a time."


@pytest.fixture
def spring(cast) -> Review:
    return scenarios.open_quietly(cast.partnership, title="Spring review")


@pytest.fixture
def autumn(cast) -> Review:
    return scenarios.draft_review(cast.partnership)


def test_a_second_is_not_opened_and_the_first_is_named(as_, spring, autumn):
    reply = as_("ana").post(of("review-open", autumn), follow=True)
    assert STILL_OPEN in read(reply)
    assert of("review", spring) in reply.content.decode()
    autumn.refresh_from_db()
    assert autumn.is_draft


@pytest.mark.parametrize("end", [close_review, cancel])
def test_it_is_opened_once_the_first_has_ended(as_, spring, autumn, end):
    end(review=spring)
    as_("ana").post(of("review-open", autumn))
    autumn.refresh_from_db()
    assert autumn.is_open


def test_other_partnerships_are_not_concerned(spring, cast):
    elsewhere = cast.dev.memberships.get().partnership
    assert scenarios.open_quietly(elsewhere).is_open


def test_one_that_closed_is_not_reopened_beside_another(as_, spring, cast):
    close_review(review=spring)
    scenarios.open_quietly(cast.partnership)
    with pytest.raises(Refused, match="is still open"):
        reopen_review(review=Review.objects.get(pk=spring.pk), closes_on=spring.closes_on)


def test_the_database_refuses_it_too(spring, autumn):
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=autumn.pk).update(state="open", opened_at=timezone.now())


def test_a_service_refuses_it(spring, autumn):
    with pytest.raises(NotReady):
        scenarios.assessments.open_review(review=autumn)
