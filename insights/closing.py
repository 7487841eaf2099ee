"""Closing a review: from answers to perceptions, once, and back while nobody has read them."""

from datetime import date

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import Review
from assessments.responses.unlinking import lay_anew, unlink
from assessments.reviews.services import freeze, lock, reopen
from insights.publishing.publish import publish_results


@transaction.atomic
def close_review(*, review: Review) -> Review:
    """All of it or nothing, in this order, for each step relies on the one before.

    1. Nobody else changes the review, and it may close.
    2. What was answered is written again: no order and no time of it is left.
    3. It takes no answers any more, and the way from members to responses is gone.
    4. Answers are counted, and what may be shown is kept.
    5. What could still join a response to a member goes, as far as what is shown allows.
    """
    review = lock(review, May.CLOSE)
    lay_anew(review)
    review = freeze(review=review)
    published = publish_results(review)
    unlink(review, published=published)
    return review


@transaction.atomic
def reopen_review(*, review: Review, closes_on: date) -> Review:
    """Delete what was published and nobody has read, and let members answer again."""
    review = reopen(review=review, closes_on=closes_on)
    review.published_groups.all().delete()
    review.suppressed_groups.all().delete()
    review.published_comments.all().delete()
    return review
