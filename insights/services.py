"""Whether a partnership is compared with others, and which comments readers can see."""

from django.db import transaction

from assessments.lifecycle import May
from assessments.reviews.services import lock
from partnerships.audit_log import log_event
from partnerships.models import Partnership

from .models import BenchmarkOptIn, PublishedComment


@transaction.atomic
def join_benchmark(*, partnership: Partnership) -> None:
    """Count the partnership's shared results with others of its kind. Safe to repeat."""
    _taking_part, begun = BenchmarkOptIn.objects.get_or_create(partnership=partnership)
    if begun:
        log_event("benchmark-opt-in", partnership)


@transaction.atomic
def leave_benchmark(*, partnership: Partnership) -> None:
    """Leave it out of the next release, and stop showing it the combined results."""
    ended, _kinds = BenchmarkOptIn.objects.filter(partnership=partnership).delete()
    if ended:
        log_event("benchmark-opt-out", partnership)


@transaction.atomic
def set_comment_withheld(*, comment: PublishedComment, withheld: bool) -> None:
    """Hide a comment from readers, or show it again. NotNow once results have been shared."""
    lock(comment.review, May.WITHHOLD)
    comment.withheld = withheld
    comment.save(update_fields=["withheld"])
    log_event("comment-withheld" if withheld else "comment-shown", comment.review)
