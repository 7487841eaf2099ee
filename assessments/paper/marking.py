"""Marking who has answered on paper, so that they are no longer reminded.

A mark is a coordinator's word about a member and knows of no sheet. Nothing tells when anybody was
marked or in which order, for that could be laid beside the order in which sheets were typed in:
many are marked at once, and the trail says that marks were changed, and not whose. When the review
closes they count as having submitted like all others (`assessments.responses.unlinking`).
"""

from collections.abc import Collection

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import Invitation, Review
from assessments.reviews.services import NotNow, lock
from partnerships.audit_log import log_event


@transaction.atomic
def mark(*, review: Review, members: Collection[str]) -> int:
    """Mark these members; how many of them had not submitted by their link.

    NotNow unless the review is open and everybody in it answers for themselves.
    """
    review = lock(review, May.MARK)
    if review.speaks_as_organisations:
        raise NotNow(review.state)
    invitations = review.invitations.filter(member__in=members, submitted=False)
    marked = invitations.update(on_paper=True)
    if marked:
        log_event("on-paper", review)
    return marked


@transaction.atomic
def unmark(*, review: Review, invitation: Invitation) -> None:
    """Take a mark away again; NotNow unless the review is open."""
    review = lock(review, May.MARK)
    if review.invitations.filter(pk=invitation.pk, on_paper=True).update(on_paper=False):
        log_event("on-paper", review)
