"""Closing a review: from answers to perceptions, once."""

from django.db import transaction

from assessments import services as assessments
from assessments.models import Review

from .publishing import publish


@transaction.atomic
def close_review(*, review: Review) -> Review:
    """Freeze the review, cut the links from members to responses, publish its perceptions."""
    review = assessments.freeze(review=review)
    publish(review)
    return review
