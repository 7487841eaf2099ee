"""Forgetting, when a review closes, whatever could join a response to a member.

The secret behind the personal links is destroyed by `services.freeze`. What is left are labels,
states and order, and they go here. Published perceptions keep what groups said; nothing needs
the labels of a confidential review any more. Where organisations speak with one voice, a response
is the organisation's and there is nobody to hide.
"""

from django.db import transaction
from django.db.models import F

from .models import Invitation, Review


@transaction.atomic
def unlink(review: Review) -> None:
    """Take from responses, and from invitations, what would tell whose a response is.

    The level goes, and in a confidential review the organisation. Who had started and not
    submitted is forgotten: a single such member would own the single unfinished response.
    Invitations are laid down anew in the order of their keys, for a database may keep rows in
    the order in which they last changed, which is the order of answering.
    """
    if review.speaks_as_organisations:
        return
    review.responses.update(level="")
    if review.is_confidential:
        review.responses.update(organisation=None)
    review.invitations.update(started=F("submitted"), new_link_hash=None)
    invitations = list(review.invitations.order_by("pk"))
    review.invitations.all().delete()
    Invitation.objects.bulk_create(invitations)
