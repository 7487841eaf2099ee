"""How long answers of closed reviews are kept, as set by the host, and keys. Results stay."""

from calendar import monthrange
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from assessments.keys import delete_key, delete_key_on_commit, kept_keys
from assessments.lifecycle import May, states_for
from assessments.models import Review
from assessments.models.review_queryset import ReviewQuerySet
from partnerships.audit_log import log_event

from .services import NotNow, lock


def due_for_deletion(
    reviews: ReviewQuerySet, now: datetime, months: int | None = None
) -> ReviewQuerySet:
    """Reviews that closed so many months ago, and whose answers are still here; none for 0.

    Unless said otherwise, as many months as the settings say.
    """
    months = settings.RETENTION_MONTHS if months is None else months
    if not months:
        return reviews.none()
    closed = reviews.filter(state__in=states_for(May.DELETE_ANSWERS), answers_deleted_at=None)
    return closed.filter(closed_at__lte=months_before(now, months)).select_related("partnership")


def months_before(now: datetime, months: int) -> datetime:
    """The same day of an earlier month, or its last day if it is shorter."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


@transaction.atomic
def delete_answers(*, review: Review) -> None:
    """Delete every answer to a closed review, for good; NotNow if that has been done."""
    review = lock(review, May.DELETE_ANSWERS)
    if review.answers_deleted_at:
        raise NotNow(review.state)
    review.answers_deleted_at = timezone.now()
    review.save(update_fields=["answers_deleted_at"])
    review.responses.all().delete()
    review.imports.all().delete()
    delete_key_on_commit(review.pk)
    log_event("answers-deleted", review)


def delete_keys_left_over() -> int:
    """Delete the keys of reviews that have no need of them; return how many.

    A server that ended between two steps may have left one. A key of a review that is not in this
    database is left alone: it may be another's.
    """
    left = Review.objects.without_need_of_key().filter(pk__in=kept_keys())
    for review_id in (found := list(left.values_list("pk", flat=True))):
        delete_key(review_id)
    return len(found)
