"""What happens to a review automatically when it is due, from opening to deleting its answers.

    manage.py run_schedule ─ whatever is due ─→ task queue ─→ run_due(review)

The command can run at any time, even twice at once: each task checks what is due, with the review's
row locked.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from django.utils import timezone
from django_tasks import task

from assessments.models import Review
from assessments.models.review_queryset import ReviewQuerySet
from assessments.reviews.reminders import remind
from assessments.reviews.retention import (
    delete_answers,
    delete_keys_left_over,
    due_for_deletion,
)
from assessments.reviews.services import (
    NotNow,
    NotReady,
    open_review,
    record_reading,
    report_not_opened,
    report_not_written,
    share,
)
from partnerships.models import TooManyRecipients

from .closing import begin_closing, queue_results
from .results import benchmark


def enqueue_due() -> int:
    """Queue a task for every review with something due. Returns how many.

    It also publishes the combined results of partnerships once a quarter, and deletes keys that a
    server left behind when it ended.
    """
    benchmark.publish_due()
    delete_keys_left_over()
    now, all_of_them = timezone.now(), Review.objects.all()
    due = {one.pk for query in DUE for one in query(all_of_them, now)}
    for review_id in due:
        run_due.enqueue(review_id)
    return len(due)


@task()
def run_due(review_id: str) -> None:
    """Do for this review whatever is due."""
    now, one = timezone.now(), Review.objects.filter(pk=review_id)
    for query, act in DUE.items():
        for review in query(one, now):
            with suppress(NotNow):
                act(review)


def _open_or_report(review: Review) -> None:
    try:
        open_review(review=review)
    except (NotReady, TooManyRecipients):
        report_not_opened(review=review)


def _remind_or_report(review: Review) -> None:
    try:
        remind(review=review)
    except TooManyRecipients:
        with timezone.override(review.partnership.time_zone):
            report_not_written(review=review, reminded_on=timezone.localdate())


def _close(review: Review) -> None:
    begin_closing(review=review)


def _publish(review: Review) -> None:
    queue_results(review)


def _share_or_report(review: Review) -> None:
    try:
        share(review=review)
    except TooManyRecipients:
        report_not_written(review=review, shares_on=None)


def _make_final(review: Review) -> None:
    """As if someone had read its results: it can't be reopened, and its key is deleted."""
    record_reading(review=review)


def _delete_answers(review: Review) -> None:
    delete_answers(review=review)


DueQuery = Callable[[ReviewQuerySet, datetime], Iterable[Review]]

DUE: dict[DueQuery, Callable[[Review], None]] = {
    ReviewQuerySet.due_to_open: _open_or_report,
    ReviewQuerySet.due_to_remind: _remind_or_report,
    ReviewQuerySet.due_to_close: _close,
    ReviewQuerySet.due_to_publish: _publish,
    ReviewQuerySet.due_to_share: _share_or_report,
    ReviewQuerySet.due_to_be_final: _make_final,
    due_for_deletion: _delete_answers,
}
"""Which reviews are due, and what is done about each."""
