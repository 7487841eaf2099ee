"""Withdrawing a personal link, and sending another in its place.

Nothing that was answered is lost: the response stays as it is, and the new link leads to it.
"""

from django.db import transaction

from assessments.lifecycle import May
from assessments.models import Invitation, Review, WithdrawnLink
from assessments.models.invitation import InvitationQuerySet
from assessments.reviews.emails import INVITATION
from assessments.reviews.services import lock
from assessments.tokens import key_material, link_hash, token_of
from partnerships.audit_log import log_event
from partnerships.mail.outbox import queue_email

from .rekeying import rekey_response


def remember_withdrawn_links(invitations: InvitationQuerySet) -> None:
    """Make the links of these invitations say that they have been withdrawn."""
    WithdrawnLink.objects.bulk_create(
        WithdrawnLink(review_id=one.review_id, link_hash=one.link_hash)
        for one in invitations
        if one.link_hash
    )


@transaction.atomic
def withdraw_link(*, review: Review, invitation: Invitation) -> None:
    """Withdraw a member's link; NotNow unless the review is open."""
    lock(review, May.INVITE)
    theirs = Invitation.objects.filter(pk=invitation.pk)
    remember_withdrawn_links(theirs)
    theirs.update(link_hash=None)
    log_event("link-withdrawn", invitation.member, review=review.title)


@transaction.atomic
def renew_link(*, review: Review, invitation: Invitation) -> None:
    """Send a new link in place of one that was withdrawn; NotNow unless the review is open."""
    review = lock(review, May.INVITE)
    invitation = review.invitations.select_related("member__person").get(pk=invitation.pk)
    if not invitation.is_withdrawn:
        return
    invitation.review, old = review, token_of(invitation)
    invitation.renewed += 1
    new = token_of(invitation)
    invitation.link_hash = link_hash(new)
    invitation.save(update_fields=["renewed", "link_hash"])
    before, after = key_material(invitation, old), key_material(invitation, new)
    rekey_response(review, before=before, after=after)
    queue_email(kind=INVITATION, members=[invitation.member], about=review.pk)
    log_event("link-renewed", invitation.member, review=review.title)
