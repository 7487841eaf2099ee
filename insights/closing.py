"""Closing a review: from answers to perceptions, once, and back again while no one has read
them."""

from datetime import date

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import Review
from assessments.responses.unlinking import remove_identifiers, shuffle_storage
from assessments.reviews.services import close_to_answers, lock, reopen
from insights.models import Publication
from insights.publishing.publish import prepare_results, store_results


@transaction.atomic
def close_review(*, review: Review) -> Review:
    """Close a review in one transaction, in this order, because each step relies on the one before.

    1. No one else can change the review, and it may be closed.
    2. Answers are rewritten, so that their order and time are lost.
    3. The review stops taking answers.
    4. Answers are opened with its key and counted, and what may be shown is stored.
    5. Anything else that could link a response to a member is deleted.

    The key is deleted when someone first reads the results (`reviews.services.record_reading`).
    """
    review = lock(review, May.CLOSE)
    shuffle_storage(review)
    review = close_to_answers(review=review)
    if prepared := prepare_results(review):
        store_results(review, prepared)
    remove_identifiers(review)
    return review


@transaction.atomic
def reopen_review(*, review: Review, closes_on: date) -> Review:
    """Delete results that no one has read, and let members answer again."""
    review = reopen(review=review, closes_on=closes_on)
    Publication.objects.filter(review=review).delete()
    review.published_groups.all().delete()
    review.suppressed_groups.all().delete()
    review.published_comments.all().delete()
    return review
