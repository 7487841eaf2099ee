"""Answers of closed reviews are kept as long as the host says; what is published stays."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Review
from assessments.models.response import Answer, Import, Response, SectionAnswer
from assessments.reviews.retention import delete_answers, months_before
from assessments.reviews.selectors import Turnout
from assessments.reviews.services import NotNow
from insights import schedule
from insights.closing import reopen_review
from insights.results.load import load_results
from tests import scenarios


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def closed(cast) -> Review:
    """A review that closed 13 months ago, its answers still there."""
    review = cast.review
    long_ago = timezone.now() - timedelta(days=400)
    Review.objects.update(closed_at=long_ago, results_read_at=long_ago)
    review.refresh_from_db()
    return review


def retention(*options: str) -> str:
    out = StringIO()
    call_command("retention", *options, stdout=out)
    return out.getvalue()


def test_the_command_lists_first_and_deletes_nothing(closed, settings):
    settings.RETENTION_MONTHS = 12
    said = retention()
    assert f"{closed.pk}  closed" in said
    assert "22 responses  Autumn review (Riverside Partnership)" in said
    assert "Nothing has been deleted." in said
    assert closed.responses.count() == 22


def test_applied_it_deletes_the_answers_and_what_is_published_stays(closed, settings):
    settings.RETENTION_MONTHS = 12
    published = list(closed.published_groups.order_by("pk").values())
    assert "The answers have been deleted." in retention("--apply")
    for model in (Response, Answer, SectionAnswer, Import):
        assert not model.objects.exists()
    assert list(closed.published_groups.order_by("pk").values()) == published
    assert load_results(Review.objects.get(pk=closed.pk)).people == 22
    assert "has answers left" in retention("--apply")


def test_younger_reviews_and_open_ones_keep_theirs(cast, closed):
    recent = scenarios.open_review(cast.partnership)
    scenarios.answer(recent, cast.ben)
    assert "has answers left" in retention("--months", "14", "--apply")
    retention("--months", "12", "--apply")
    assert recent.responses.exists()
    assert not closed.responses.exists()


def test_without_a_setting_answers_are_kept(closed):
    with pytest.raises(CommandError, match="RETENTION_MONTHS"):
        retention("--apply")
    assert schedule.enqueue_due() == 0
    assert closed.responses.exists()


def test_with_one_the_rounds_see_to_it(closed, settings, django_capture_on_commit_callbacks):
    settings.RETENTION_MONTHS = 12
    with django_capture_on_commit_callbacks(execute=True):
        assert schedule.enqueue_due() == 1
    assert not closed.responses.exists()
    assert schedule.enqueue_due() == 0


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        ("2026-03-31", 1, "2026-02-28"),
        ("2026-01-15", 1, "2025-12-15"),
        ("2024-02-29", 12, "2023-02-28"),
    ],
)
def test_months_are_counted_by_the_calendar(day, months, before):
    now = datetime.fromisoformat(day).replace(tzinfo=UTC)
    assert f"{months_before(now, months):%Y-%m-%d}" == before


def test_a_review_whose_answers_are_gone_can_not_be_reopened(closed):
    delete_answers(review=closed)
    closed.refresh_from_db()
    assert not closed.can_be_reopened
    with pytest.raises(NotNow):
        reopen_review(review=closed, closes_on=timezone.localdate())


def test_with_one_voice_each_who_answered_is_still_known(cast):
    review = scenarios.closed_review(cast.partnership, confidentiality="one-voice")
    before = Turnout.of(review).summary
    delete_answers(review=review)
    review.refresh_from_db()
    assert Turnout.of(review).summary == before


def test_a_personal_link_says_that_they_are_gone(cast):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    token = scenarios.token_for(review, cast.ben)
    delete_answers(review=scenarios.close_review(review=review))
    link = reverse("assessments:respond", args=[review.pk, token])
    page = Client().get(link).content.decode()
    assert "The answers to it, including yours, were deleted on" in page
    assert "No answers were given" not in page


WAYS = {
    "a response": "DELETE FROM assessments_response",
    "answers": "DELETE FROM assessments_answer",
    "comments": "DELETE FROM assessments_sectionanswer",
}


@pytest.mark.parametrize("statement", WAYS.values(), ids=WAYS)
def test_the_database_refuses_to_delete_answers_of_a_closed_review(closed, statement):
    with (
        pytest.raises(DatabaseError, match="answers_are_kept"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert closed.responses.count() == 22


def test_that_they_were_deleted_is_not_taken_back(closed):
    delete_answers(review=closed)
    with pytest.raises(DatabaseError, match="answers_are_gone"), transaction.atomic():
        Review.objects.update(answers_deleted_at=None)


def test_only_a_closed_review_can_say_that_they_were_deleted(cast):
    scenarios.open_review(cast.partnership)
    with pytest.raises(DatabaseError), transaction.atomic():
        Review.objects.update(answers_deleted_at=timezone.now())


def test_they_go_with_their_whole_partnership(cast, closed):
    cast.partnership.delete()
    assert not Response.objects.exists()
