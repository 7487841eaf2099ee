"""Whether a partnership is compared with others, and which comments readers see."""

from django.db import transaction

from assessments.lifecycle import May
from assessments.reviews.services import lock
from partnerships.audit_log import log_event
from partnerships.models import Partnership

from .models import PublishedComment, TakingPart


@transaction.atomic
def take_part(*, partnership: Partnership) -> None:
    """Let the partnership's shared results count beside others of its kind. Twice is once."""
    _taking_part, begun = TakingPart.objects.get_or_create(partnership=partnership)
    if begun:
        log_event("taking-part", partnership)


@transaction.atomic
def stop_taking_part(*, partnership: Partnership) -> None:
    """Leave it out from the next edition on, and show it none."""
    ended, _kinds = TakingPart.objects.filter(partnership=partnership).delete()
    if ended:
        log_event("not-taking-part", partnership)


@transaction.atomic
def withhold_comment(*, comment: PublishedComment, withheld: bool) -> None:
    """Keep a comment from readers, or let them see it; NotNow once results are shared."""
    lock(comment.review, May.WITHHOLD)
    comment.withheld = withheld
    comment.save(update_fields=["withheld"])
    log_event("comment-withheld" if withheld else "comment-shown", comment.review)
