"""A review opens, reminds people and closes by itself, by the partnership's own clocks."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from assessments.models import Review
from assessments.reviews.services import NotReady, open_review
from insights.schedule import run_due
from partnerships.models import OutgoingEmail
from tests import scenarios

DAY = date(2027, 7, 8)


@pytest.fixture
def at(monkeypatch):
    """Set every clock of the product to a moment in UTC."""

    def set_to(*moment: int) -> None:
        now = datetime(*moment, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to


def rounds(capture) -> None:
    with capture(execute=True):
        call_command("run_schedule", stdout=StringIO())


def state_of(review: Review) -> str:
    review.refresh_from_db()
    return review.state


@pytest.mark.parametrize(
    ("zone", "before", "after"),
    [
        ("Europe/London", (2027, 7, 8, 6, 59), (2027, 7, 8, 7, 0)),
        ("Pacific/Auckland", (2027, 7, 7, 19, 59), (2027, 7, 7, 20, 0)),
        ("America/Vancouver", (2027, 7, 8, 14, 59), (2027, 7, 8, 15, 0)),
    ],
)
def test_a_draft_opens_at_eight_where_the_partnership_is(
    cast, at, django_capture_on_commit_callbacks, zone, before, after
):
    cast.partnership.time_zone = zone
    cast.partnership.save()
    review = scenarios.draft_review(cast.partnership, opens_on=DAY, closes_on=DAY + timedelta(14))
    at(*before)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "draft"
    at(*after)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "open"
    assert len(mail.outbox) == cast.partnership.members.asked().count()


def test_a_review_closes_when_its_last_day_is_over_and_coordinators_hear_of_it(
    cast, at, django_capture_on_commit_callbacks
):
    at(2027, 7, 1, 9)
    review = scenarios.open_review(cast.partnership, closes_on=DAY, closes_by_itself=True)
    mail.outbox.clear()
    at(2027, 7, 8, 22, 59)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "open"
    at(2027, 7, 8, 23, 0)
    rounds(django_capture_on_commit_callbacks)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "closed"
    assert [message.to for message in mail.outbox] == [[cast.ana.email]]
    assert "has closed" in mail.outbox[0].subject


def test_a_review_that_was_not_told_to_close_stays_open(
    cast, at, django_capture_on_commit_callbacks
):
    at(2027, 7, 1, 9)
    review = scenarios.open_review(cast.partnership, closes_on=DAY)
    at(2027, 7, 20, 9)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "open"


def test_a_draft_that_lacks_something_stays_and_its_coordinator_is_told_once(
    cast, at, django_capture_on_commit_callbacks
):
    at(2027, 7, 8, 9)
    yesterday = DAY - timedelta(1)
    review = scenarios.draft_review(cast.partnership, opens_on=DAY, closes_on=yesterday)
    rounds(django_capture_on_commit_callbacks)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "draft"
    [message] = mail.outbox
    assert "has not passed" in message.body


def test_coordinators_are_told_of_another_review_that_is_open(
    cast, at, django_capture_on_commit_callbacks
):
    at(2027, 7, 1, 9)
    scenarios.open_review(cast.partnership, title="Spring review", closes_on=DAY)
    mail.outbox.clear()
    review = scenarios.draft_review(cast.partnership, opens_on=DAY, closes_on=DAY + timedelta(14))
    at(2027, 7, 8, 9)
    rounds(django_capture_on_commit_callbacks)
    assert state_of(review) == "draft"
    [message] = mail.outbox
    assert "“Spring review” is still open." in " ".join(message.body.split())


def test_a_task_that_comes_too_early_or_twice_does_nothing(cast, at):
    at(2027, 7, 1, 9)
    review = scenarios.draft_review(cast.partnership, opens_on=DAY, closes_on=DAY)
    run_due.enqueue(review.pk)
    assert state_of(review) == "draft"
    run_due.enqueue("gone")


def test_nobody_to_ask_keeps_a_review_from_opening(cast):
    elsewhere = scenarios._partnership("Nobody here")
    review = scenarios.draft_review(elsewhere)
    with pytest.raises(NotReady):
        open_review(review=review)


def test_the_draft_says_what_is_missing_and_where_to_see_to_it(cast, as_):
    last = timezone.localdate() - timedelta(1)
    review = scenarios.draft_review(cast.partnership, closes_on=last)
    page = as_("ana").get(reverse("assessments:review", args=[review.pk])).content.decode()
    assert "Missing" in page
    assert reverse("assessments:review-edit", args=[review.pk]) in page
    as_("ana").post(reverse("assessments:review-open", args=[review.pk]))
    assert state_of(review) == "draft"


def test_it_can_not_open_after_its_last_day(cast, as_):
    review = scenarios.draft_review(cast.partnership)
    data = {
        "title": "Autumn",
        "questionnaire_code": "full-reflection",
        "results_for": "everybody",
        "opens_on": (timezone.localdate() + timedelta(9)).isoformat(),
        "closes_on": (timezone.localdate() + timedelta(8)).isoformat(),
        "confidentiality": "confidential",
        "k": "5",
    }
    reply = as_("ana").post(reverse("assessments:review-edit", args=[review.pk]), data)
    assert "no later than the last day" in reply.content.decode()
    as_("ana").post(
        reverse("assessments:review-edit", args=[review.pk]), data | {"closes_on": data["opens_on"]}
    )
    review.refresh_from_db()
    assert review.opens_on == review.closes_on


def test_reminders_leave_on_the_days_that_were_arranged_and_once(
    cast, at, django_capture_on_commit_callbacks
):
    at(2027, 7, 1, 9)
    review = scenarios.open_review(cast.partnership, closes_on=DAY, remind_days=[3, 1])
    mail.outbox.clear()
    for moment in [(4, 9), (5, 6), (5, 9), (5, 15), (6, 9), (7, 9), (8, 9)]:
        at(2027, 7, *moment)
        rounds(django_capture_on_commit_callbacks)
    asked = cast.partnership.members.asked().count()
    assert len(mail.outbox) == 2 * asked
    assert OutgoingEmail.objects.filter(kind="reminder").count() == 2 * asked
    assert state_of(review) == "open"
