"""Forgetting, when a confidential review closes, whatever could join a response to a member.

The secret behind the personal links is destroyed by `services.freeze`. What is left are labels,
states and order, and they go here. Published perceptions keep what groups said; nothing needs
the labels any more.
"""

from django.db import transaction
from django.db.models import F

from .models import Invitation, Review


@transaction.atomic
def unlink(review: Review) -> None:
    """Take organisation and level off every response, and what tells when a member answered.

    Who had started and not submitted is forgotten too: a single such member would own the single
    unfinished response. Invitations are laid down anew in the order of their keys, for a database
    may keep rows in the order in which they last changed, which is the order of answering.
    """
    review.responses.update(organisation=None, level="")
    review.invitations.update(started=F("submitted"))
    invitations = list(review.invitations.order_by("pk"))
    review.invitations.all().delete()
    Invitation.objects.bulk_create(invitations)
