"""Marking who has answered on paper, so that they are no longer reminded.

A mark is about a member and is not linked to a paper response. Nothing records when anyone was
marked or in which order, because that could be compared with the order in which responses were
entered: many are marked at once, and the audit log says that marks changed, but not whose. When
the review closes they count as having submitted like all others
(`assessments.responses.unlinking`).
"""

from collections.abc import Collection

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import Invitation, Review
from assessments.reviews.services import NotNow, lock
from partnerships.audit_log import log_event


@transaction.atomic
def mark_on_paper(*, review: Review, members: Collection[str]) -> int:
    """Mark these members; return how many had not submitted with their link.

    NotNow unless the review is open and everyone in it answers for themselves.
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
def unmark_on_paper(*, review: Review, invitation: Invitation) -> None:
    """Remove a mark; NotNow unless the review is open."""
    review = lock(review, May.MARK)
    if review.invitations.filter(pk=invitation.pk, on_paper=True).update(on_paper=False):
        log_event("on-paper", review)
