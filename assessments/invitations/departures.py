"""A member who leaves: what they submitted counts, once; their links say what happened."""

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from assessments.lifecycle import May, states_for
from assessments.models import Heard
from assessments.models.invitation import ANSWERED
from assessments.models.review import Treatment
from partnerships.members.departures import before_removal
from partnerships.models import Member, Partnership

from .withdrawal import remember_links


@before_removal
def remember_that_they_were_heard(member: Member) -> None:
    """Their response can't be found again, so whoever has answered is not asked once more.

    Where organisations speak with one voice it is found again by the organisation.
    """
    answered = member.invitations.filter(
        ANSWERED, review__state__in=states_for(May.ANSWER)
    ).exclude(review__treatment=Treatment.ONE_VOICE)
    Heard.objects.bulk_create(
        (Heard(review_id=one.review_id, person=member.person) for one in answered),
        ignore_conflicts=True,
    )


@before_removal
def have_their_links_say_so(member: Member) -> None:
    remember_links(member.invitations.all())


@receiver(pre_delete, sender=Partnership)
def let_answers_go(instance: Partnership, **_signal: Any) -> None:
    """With a whole partnership go the answers to its closed reviews (`database_rules`)."""
    closed = instance.reviews.filter(state__in=states_for(May.DELETE_ANSWERS))
    closed.filter(answers_deleted_at=None).update(answers_deleted_at=timezone.now())
