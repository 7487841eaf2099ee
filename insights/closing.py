"""Closing a review: from answers to perceptions, once, and back again while no one has read them.

    begin_closing ─ takes no answers from then on ─→ task queue ─→ work_out_results ─→ results

A task does it because checking what may be shown can take minutes. One that ends half-way is begun
again, by whoever runs workers or by the schedule. Only the first to be done stores anything.
"""

import time
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from assessments.lifecycle import May
from assessments.models import ClosingProgress, Review
from assessments.responses.unlinking import remove_identifiers, shuffle_storage
from assessments.reviews.emails import CLOSED
from assessments.reviews.services import (
    NotNow,
    change_state,
    close_to_answers,
    coordinators,
    lock,
    reopen,
)
from insights.disclosure.ladder import Tell
from insights.disclosure.processes import audit_by_size
from insights.models import Publication
from insights.publishing.publish import Prepared, prepare_results, store_results
from partnerships.mail.outbox import queue_email_where_possible

TELL_EVERY = 2
"""Seconds between two times that progress is stored."""
WAITED_FOR = timedelta(minutes=1)
"""Who closes a review by hand is emailed if its results take longer: they have looked away."""


def close_review(*, review: Review) -> Review:
    """Close a review and work out its results, here and now."""
    return finish_closing(review=close_to_answers(review=review))


@transaction.atomic
def begin_closing(*, review: Review) -> Review:
    """Take no answers from now on, and have a task work out the results."""
    review = close_to_answers(review=review)
    queue_results(review)
    return review


def queue_results(review: Review) -> None:
    """Have a task work out the results of a closing review, once the transaction commits."""
    transaction.on_commit(partial(work_out_results.enqueue, review.pk))


@task()
def work_out_results(review_id: str) -> None:
    """Finish closing this review, unless that has been done in the meantime."""
    for review in Review.objects.filter(pk=review_id):
        with suppress(NotNow):
            finish_closing(review=review)


def finish_closing(*, review: Review) -> Review:
    """Work out the results of a closing review, and store them; NotNow if it is not closing.

    What takes long, opening, counting and checking, is done first, without a lock or a transaction:
    the answers of a closing review do not change.
    """
    progress = ClosingProgress.objects.filter(review=review).first()
    if progress is None:
        raise NotNow(review.state)
    progress.tell(0, 0)
    with audit_by_size() as audit:
        prepared = prepare_results(review, audit, _tells(progress))
    return _publish(review, prepared)


def _tells(progress: ClosingProgress) -> Tell:
    """Stores how many of the questions have been checked, now and then."""
    sections = progress.review.questionnaire.sections_in_order
    questions = sum(1 + len(one.statements) for one in sections)
    told = 0.0

    def tell(checked: int) -> None:
        nonlocal told
        if time.monotonic() - told >= TELL_EVERY:
            progress.tell(checked, questions)
            told = time.monotonic()

    return tell


@transaction.atomic
def _publish(review: Review, prepared: Prepared | None) -> Review:
    """Store everything in one transaction, in this order, because steps rely on those before.

    1. No one else can change the review, and it is still the same closing: the review has not been
       closed, reopened and closed again.
    2. Answers are rewritten, so that their order and time are lost.
    3. What may be shown is stored, and can be read.
    4. Anything else that could link a response to a member is deleted.

    The key is deleted when someone first reads the results (`reviews.services.record_reading`).
    """
    closed_at = review.closed_at
    review = lock(review, May.PUBLISH)
    if review.closed_at != closed_at:
        raise NotNow(review.state)
    shuffle_storage(review)
    if prepared:
        store_results(review, prepared)
    ClosingProgress.objects.filter(review=review).delete()
    change_state(review, May.PUBLISH)
    remove_identifiers(review)
    _email_coordinators(review)
    return review


def _email_coordinators(review: Review) -> None:
    """Tell them that results are ready, if the review closed automatically or it took long."""
    if review.closed_at is None:
        return
    automatic = review.closes_by_itself and review.closes_at <= review.closed_at
    if automatic or review.closed_at + WAITED_FOR <= timezone.now():
        queue_email_where_possible(kind=CLOSED, members=coordinators(review), about=review.pk)


@transaction.atomic
def reopen_review(*, review: Review, closes_on: date) -> Review:
    """Delete results that no one has read, and let members answer again."""
    review = reopen(review=review, closes_on=closes_on)
    Publication.objects.filter(review=review).delete()
    review.published_groups.all().delete()
    review.suppressed_groups.all().delete()
    review.chance_ranges.all().delete()
    review.published_comments.all().delete()
    return review
