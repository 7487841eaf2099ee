"""Sending a personal link again, to the address that is known and to no other."""

from django.db import transaction

from assessments.lifecycle import May, states_for
from assessments.models import Invitation, Review
from assessments.reviews.emails import INVITATION
from assessments.reviews.services import lock
from partnerships.audit_log import log_event
from partnerships.mail.outbox import queue_email, queue_email_where_possible, queue_no_email


@transaction.atomic
def send_links_again(*, email: str) -> None:
    """Send each link with which a person at this address can answer now, if there is any.

    The reply never says whether there is one, or that its partnership cannot email them now. The
    same work is done if there is none, so the time taken reveals nothing.
    """
    theirs = Invitation.objects.with_link().filter(
        member__person__email__iexact=email, review__state__in=states_for(May.ANSWER)
    )
    for invitation in (found := theirs.select_related("member__person")):
        queue_email_where_possible(
            kind=INVITATION, members=[invitation.member], about=invitation.review_id
        )
    if not found:
        queue_no_email(email)


@transaction.atomic
def send_link_again(*, review: Review, invitation: Invitation) -> None:
    """Send one member their link again; NotNow unless the review is open."""
    lock(review, May.INVITE)
    log_event("link-sent", invitation.member, review=review.title)
    queue_email(kind=INVITATION, members=[invitation.member], about=review.pk)
