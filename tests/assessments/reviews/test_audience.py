"""A coordinator chooses who sees the results and when; members are told before they answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.audience import Audience
from assessments.models import Review
from assessments.reviews import services
from insights.closing import close_review
from insights.schedule import run_due
from tests import scenarios

READERS = {
    Audience.EVERYBODY: {"ana", "finn", "ben", "olu"},
    Audience.MEMBERS: {"ana", "finn", "ben"},
}
PROMISED = {
    Audience.EVERYBODY: "every member and observer of the partnership can read them",
    Audience.MEMBERS: "Observers cannot.",
    Audience.LEADERS: "Only coordinators and facilitators read",
}


def results(review: Review) -> str:
    return reverse("insights:results", args=[review.pk])


def test_everybody_sees_results_unless_a_coordinator_chooses_otherwise(cast):
    assert scenarios.draft_review(cast.partnership).audience == Audience.EVERYBODY


@pytest.mark.parametrize(("audience", "readers"), READERS.items())
def test_whoever_the_results_are_for_can_read_them_and_is_told(
    cast, as_, audience, readers, django_capture_on_commit_callbacks
):
    review = scenarios.closed_review(cast.partnership, results_for=audience)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.share(review=review)
    for name in ("ana", "finn", "ben", "olu"):
        assert as_(name).get(results(review)).status_code == (200 if name in readers else 403)
    told = {address for message in mail.outbox for address in message.to}
    assert ("olu@example.org" in told) == ("olu" in readers)
    assert {"ana@example.org", "ben@example.org", "finn@example.org"} <= told


def test_results_for_those_who_lead_can_be_shared_with_nobody(cast, as_):
    review = scenarios.closed_review(cast.partnership, results_for=Audience.LEADERS)
    page = as_("ana").get(reverse("assessments:review", args=[review.pk])).content.decode()
    assert "Only coordinators and facilitators can see the results" in page
    with pytest.raises(services.NotNow):
        services.share(review=review)
    assert as_("finn").get(results(review)).status_code == 200
    assert as_("ben").get(results(review)).status_code == 403


@pytest.mark.parametrize("confidentiality", ["confidential", "open", "one-voice"])
@pytest.mark.parametrize(("audience", "words"), PROMISED.items())
def test_members_are_told_before_the_first_question(cast, client, confidentiality, audience, words):
    review = scenarios.open_review(
        cast.partnership, confidentiality=confidentiality, results_for=audience
    )
    token = scenarios.token_for(review, cast.ben)
    page = client.get(reverse("assessments:respond", args=[review.pk, token]))
    assert words in page.content.decode()


def test_once_open_nobody_can_change_it_not_even_in_the_database(cast):
    review = scenarios.open_review(cast.partnership, results_for=Audience.MEMBERS)
    review.results_for = Audience.EVERYBODY
    with pytest.raises(ValidationError):
        review.clean()
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(results_for=Audience.EVERYBODY)


def test_results_are_shared_by_themselves_on_the_day_in_the_morning(
    cast, monkeypatch, django_capture_on_commit_callbacks
):
    day = timezone.localdate() + timedelta(20)
    review = scenarios.closed_review(cast.partnership, shares_on=day)
    mail.outbox.clear()
    for hour, state in ((6, "closed"), (9, "shared")):
        now = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        with django_capture_on_commit_callbacks(execute=True):
            run_due.enqueue(review.pk)
        review.refresh_from_db()
        assert review.state == state
    assert "the results are ready" in mail.outbox[0].subject


def test_an_open_review_is_not_shared_when_the_day_comes(cast, monkeypatch):
    review = scenarios.open_review(cast.partnership, shares_on=date(2027, 1, 4))
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 1, 5, 12, tzinfo=UTC))
    run_due.enqueue(review.pk)
    review.refresh_from_db()
    assert review.state == "open"


def test_the_day_is_after_the_last_day_for_answers(cast, as_):
    review = scenarios.open_review(cast.partnership)
    address = reverse("assessments:review-date", args=[review.pk])
    day = {"closes_on": review.closes_on.isoformat()}
    page = as_("ana").post(address, day | {"shares_on": day["closes_on"]})
    assert "Enter a date after the last day for answers." in page.content.decode()
    later = review.closes_on + timedelta(1)
    as_("ana").post(address, day | {"shares_on": later.isoformat()})
    review.refresh_from_db()
    assert review.shares_on == later


def test_a_coordinator_can_put_it_off_once_the_review_has_closed(cast, as_):
    review = scenarios.differing_review(cast.partnership, shares_on=date(2027, 1, 4))
    close_review(review=review)
    address = reverse("assessments:review-share", args=[review.pk])
    later = timezone.localdate() + timedelta(60)
    as_("ana").post(address, {"later": "yes", "shares_on": later.isoformat()})
    review.refresh_from_db()
    assert (review.state, review.shares_on) == ("closed", later)
    page = as_("ana").post(address, {"later": "yes", "shares_on": ""}, follow=True)
    assert "The results will not be shared until you share them yourself." in page.content.decode()
    review.refresh_from_db()
    assert review.shares_on is None
    yesterday = timezone.localdate() - timedelta(1)
    page = as_("ana").post(address, {"later": "yes", "shares_on": yesterday.isoformat()})
    assert "Enter a date that is today or later." in page.content.decode()


def test_setting_it_up_asks_for_both(cast, as_):
    address = reverse("assessments:review-new", args=[cast.partnership.pk])
    page = as_("ana").get(address).content.decode()
    assert "Members, but not observers" in page
    closes = timezone.localdate() + timedelta(10)
    as_("ana").post(
        address,
        {
            "title": "Winter review",
            "questionnaire_code": "pulse",
            "closes_on": closes.isoformat(),
            "confidentiality": "confidential",
            "k": "5",
            "results_for": "members",
            "shares_on": (closes + timedelta(7)).isoformat(),
        },
    )
    review = Review.objects.get()
    assert (review.audience, review.shares_on) == (Audience.MEMBERS, closes + timedelta(7))
