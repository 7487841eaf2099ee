"""Closing a review: from answers to perceptions, once. And which comments readers see."""

from datetime import date

from django.db import transaction

from assessments.models import Review
from assessments.responses.unlinking import unlink
from assessments.reviews import services as assessments
from assessments.reviews.lifecycle import May
from insights.publishing.publish import publish
from partnerships.models import Partnership
from partnerships.trail import note

from .models import PublishedComment, TakingPart


@transaction.atomic
def close_review(*, review: Review) -> Review:
    """Freeze the review, cut the links from members to responses, publish its perceptions."""
    review = assessments.freeze(review=review)
    unlink(review, published=publish(review))
    return review


@transaction.atomic
def reopen_review(*, review: Review, closes_on: date) -> Review:
    """Delete what was published and nobody has read, and let members answer again."""
    review = assessments.reopen(review=review, closes_on=closes_on)
    review.published_groups.all().delete()
    review.absent_groups.all().delete()
    review.published_comments.all().delete()
    return review


@transaction.atomic
def take_part(*, partnership: Partnership) -> None:
    """Let the partnership's shared results count beside others of its kind. Twice is once."""
    _taking_part, begun = TakingPart.objects.get_or_create(partnership=partnership)
    if begun:
        note("taking-part", partnership)


@transaction.atomic
def stop_taking_part(*, partnership: Partnership) -> None:
    """Leave it out from the next edition on, and show it none."""
    ended, _kinds = TakingPart.objects.filter(partnership=partnership).delete()
    if ended:
        note("not-taking-part", partnership)


@transaction.atomic
def withhold_comment(*, comment: PublishedComment, withheld: bool) -> None:
    """Keep a comment from readers, or let them see it; NotNow once results are shared."""
    assessments.lock(comment.review, May.WITHHOLD)
    comment.withheld = withheld
    comment.save(update_fields=["withheld"])
    note("comment-withheld" if withheld else "comment-shown", comment.review)
