"""Forgetting, when a review closes, whatever could join a response to a member.

The secret behind the personal links is destroyed by `services.freeze`. What is left are labels,
states and order. In a confidential review a response keeps of its labels no more than is published:
its organisation if that is a group of its own, of at least k people, and never its level, for
organisation and level together often fit a single member. Where organisations speak with one
voice, a response is the organisation's and there is nobody to hide.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import F, Q

from .models import Invitation, Review


@transaction.atomic
def unlink(review: Review, *, published: Collection[str]) -> None:
    """Take from responses, and from invitations, what would tell whose a response is.

    `published` are the keys of the organisations that are groups of their own; any other is
    taken from the responses of a confidential review, and so is the organisation of whatever was
    not submitted. Who had started and not submitted is forgotten: a single such member would
    own the single unfinished response. Who had answered on paper is one of those who have submitted
    from then on, for a single such member would own the single sheet that was typed in.
    Invitations are laid down anew in the order of their keys, for a database may keep rows in
    the order in which they last changed, which is the order of answering.
    """
    if review.speaks_as_organisations:
        return
    review.responses.update(level="")
    if review.is_confidential:
        kept = Q(submitted=True, organisation__in=published)
        review.responses.exclude(kept).update(organisation=None)
    review.heard.all().delete()
    review.invitations.filter(on_paper=True).mark_submitted()
    review.invitations.update(started=F("submitted"), new_link_hash=None)
    invitations = list(review.invitations.order_by("pk"))
    review.invitations.all().delete()
    Invitation.objects.bulk_create(invitations)
