"""Closing takes no answers from then on. A task works out the results; its page says how far."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.models import ClosingProgress, Review
from assessments.models.review_queryset import TOLD_WITHIN
from assessments.reviews.services import NotNow, cancel
from insights import closing
from insights.closing import begin_closing, close_review, finish_closing, work_out_results
from insights.models import PublishedGroup
from insights.schedule import enqueue_due
from tests import scenarios
from tests.assessments.voices import read


def of(name: str, review: Review, app: str = "assessments") -> str:
    return reverse(f"{app}:{name}", args=[review.pk])


WAITING = "The results are being worked out."


@pytest.fixture
def review(cast) -> Review:
    return scenarios.differing_review(cast.partnership)


@pytest.fixture
def awaited(review) -> Review:
    """Closing, where no task has begun."""
    return begin_closing(review=review)


def state_of(review: Review) -> str:
    review.refresh_from_db()
    return review.state


def longer_ago(review: Review, time: timedelta) -> None:
    """As if it had begun to close so much earlier, and no one had said anything since."""
    ClosingProgress.objects.update(told_at=timezone.now() - time)
    Review.objects.filter(pk=review.pk).update(closed_at=timezone.now() - time)


def test_everyone_sees_that_they_are_worked_out_and_no_one_sees_results(as_, awaited):
    for name in ("ana", "finn", "ben", "olu"):
        page = as_(name).get(of("review", awaited))
        assert WAITING in read(page)
        assert page["Refresh"] == "5"
        assert as_(name).get(of("results", awaited, "insights")).status_code == 403
    page = read(as_("ana").get(of("review", awaited)))
    for not_yet in ("review-share", "review-remind"):
        assert of(not_yet, awaited) not in page
    assert of("review-reopen", awaited, "insights") not in page


def test_the_page_says_how_far_it_is_and_can_be_kept_from_loading_again(as_, awaited):
    awaited.closing_progress.tell(12, 48)
    page = as_("ben").get(of("review", awaited) + "?updates=off")
    assert "identified: 12 of 48." in read(page)
    assert 'max="48" value="12"' in page.content.decode()
    assert "Refresh" not in page


def test_a_closed_review_does_not_load_again(as_, review):
    review = close_review(review=review)
    page = as_("ana").get(of("review", review))
    assert "Refresh" not in page
    assert WAITING not in read(page)


def test_when_it_is_late_the_coordinator_is_told_what_to_do(as_, awaited):
    longer_ago(awaited, timedelta(minutes=9))
    assert "longer than it should" not in read(as_("ana").get(of("review", awaited)))
    longer_ago(awaited, timedelta(minutes=11))
    pages = {name: read(as_(name).get(of("review", awaited))) for name in ("ana", "ben")}
    assert all("longer than it should" in page for page in pages.values())
    assert {name for name, page in pages.items() if "ask your host" in page} == {"ana"}


def test_an_answer_that_arrives_while_it_is_closing_is_not_saved_and_told_so(cast, client, awaited):
    token = scenarios.token_for(awaited, cast.ben)
    there = reverse("assessments:respond-answer", args=[awaited.pk, token, "clarity"])
    reply = client.post(there, {"clarity-aim": "1"})
    assert (reply.status_code, reply["Parallax-Review"]) == (409, "closed")
    page = client.get(reverse("assessments:respond", args=[awaited.pk, token]))
    assert "This review has closed" in read(page)


def test_a_second_task_changes_nothing(awaited):
    work_out_results.enqueue(awaited.pk)
    assert state_of(awaited) == "closed"
    groups = set(PublishedGroup.objects.values_list("pk"))
    work_out_results.enqueue(awaited.pk)
    work_out_results.enqueue("gone")
    assert state_of(awaited) == "closed"
    assert groups
    assert set(PublishedGroup.objects.values_list("pk")) == groups
    assert not ClosingProgress.objects.exists()


def test_a_task_of_an_earlier_closing_stores_nothing(awaited, monkeypatch):
    """It is overtaken: another finishes, and the review is reopened and closed again."""
    early = Review.objects.get(pk=awaited.pk)
    prepare = closing.prepare_results

    def overtaken(*args):
        monkeypatch.setattr(closing, "prepare_results", prepare)
        finish_closing(review=awaited)
        closing.reopen_review(review=awaited, closes_on=awaited.closes_on)
        begin_closing(review=awaited)
        return prepare(*args)

    monkeypatch.setattr(closing, "prepare_results", overtaken)
    with pytest.raises(NotNow):
        finish_closing(review=early)
    assert state_of(awaited) == "closing"
    assert not PublishedGroup.objects.exists()


def test_one_that_fails_leaves_it_closing_and_is_begun_again_after_a_while(
    awaited, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(*_args):
        raise MemoryError

    def rounds() -> str:
        with django_capture_on_commit_callbacks(execute=True):
            enqueue_due()
        return state_of(awaited)

    with monkeypatch.context() as patch:
        patch.setattr(closing, "prepare_results", fail)
        work_out_results.enqueue(awaited.pk)
    assert rounds() == "closing"
    longer_ago(awaited, TOLD_WITHIN)
    assert rounds() == "closed"


def test_coordinators_are_emailed_if_it_took_longer_than_a_minute(
    cast, awaited, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    longer_ago(awaited, timedelta(seconds=61))
    awaited.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        finish_closing(review=awaited)
    assert [message.to for message in mail.outbox] == [[cast.ana.email]]
    assert "its results are ready" in " ".join(mail.outbox[0].body.split())


def test_who_closes_it_and_sees_the_results_at_once_is_not_emailed(
    review, django_capture_on_commit_callbacks
):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        close_review(review=review)
    assert not mail.outbox


def test_progress_is_stored_as_questions_are_checked(cast, review, monkeypatch):
    told = []
    monkeypatch.setattr(closing, "TELL_EVERY", 0)
    monkeypatch.setattr(ClosingProgress, "tell", lambda self, *far: told.append(far))
    close_review(review=review)
    first, *rest = told
    assert first == (0, 0)
    assert {questions for _checked, questions in rest} == {48}
    assert max(checked for checked, _questions in rest) == 48


def test_it_can_be_cancelled_where_there_is_no_way_on(awaited):
    cancel(review=awaited)
    work_out_results.enqueue(awaited.pk)
    assert state_of(awaited) == "cancelled"
    assert not awaited.responses.exists()


def test_the_next_review_waits_until_there_are_results(cast, as_, awaited):
    autumn = scenarios.draft_review(cast.partnership)
    reply = as_("ana").post(of("review-open", autumn), follow=True)
    assert "are still being worked out" in read(reply)
    finish_closing(review=awaited)
    as_("ana").post(of("review-open", autumn))
    assert state_of(autumn) == "open"
