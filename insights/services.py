"""Whether a partnership is compared with others, and which comments readers see."""

from django.db import transaction

from assessments.lifecycle import May
from assessments.reviews.services import lock
from partnerships.audit_log import log_event
from partnerships.models import Partnership

from .models import BenchmarkOptIn, PublishedComment


@transaction.atomic
def join_benchmark(*, partnership: Partnership) -> None:
    """Let the partnership's shared results count beside others of its kind. Twice is once."""
    _taking_part, begun = BenchmarkOptIn.objects.get_or_create(partnership=partnership)
    if begun:
        log_event("benchmark-opt-in", partnership)


@transaction.atomic
def leave_benchmark(*, partnership: Partnership) -> None:
    """Leave it out from the next release on, and show it none."""
    ended, _kinds = BenchmarkOptIn.objects.filter(partnership=partnership).delete()
    if ended:
        log_event("benchmark-opt-out", partnership)


@transaction.atomic
def set_comment_withheld(*, comment: PublishedComment, withheld: bool) -> None:
    """Keep a comment from readers, or let them see it; NotNow once results are shared."""
    lock(comment.review, May.WITHHOLD)
    comment.withheld = withheld
    comment.save(update_fields=["withheld"])
    log_event("comment-withheld" if withheld else "comment-shown", comment.review)
