"""Closing a review: from answers to perceptions, once. And which comments readers see."""

from django.db import transaction

from assessments import services as assessments
from assessments.models import Review
from assessments.unlinking import unlink

from .models import PublishedComment
from .publishing import publish


@transaction.atomic
def close_review(*, review: Review) -> Review:
    """Freeze the review, cut the links from members to responses, publish its perceptions."""
    review = assessments.freeze(review=review)
    publish(review)
    unlink(review)
    return review


@transaction.atomic
def withhold_comment(*, comment: PublishedComment, withheld: bool) -> None:
    """Keep a comment from readers, or let them see it; NotNow once results are shared."""
    review = Review.objects.select_for_update().get(pk=comment.review_id)
    if review.is_shared:
        raise assessments.NotNow(review.state)
    comment.withheld = withheld
    comment.save(update_fields=["withheld"])
