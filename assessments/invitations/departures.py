"""When a member leaves, what they submitted counts once, and their links say what happened."""

from typing import Any

from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from assessments.keys import delete_key_on_commit
from assessments.lifecycle import May, states_for
from assessments.models import AnsweredAndLeft, Review
from assessments.models.invitation import ANSWERED
from assessments.models.review import Confidentiality
from partnerships.members.departures import before_removal
from partnerships.models import Member, Partnership

from .withdrawal import remember_withdrawn_links


@before_removal
def remember_who_answered(member: Member) -> None:
    """Their response cannot be found again, so members who have answered are not asked again.

    Where organisations speak with one voice it is found again by the organisation.
    """
    answered = member.invitations.filter(
        ANSWERED, review__state__in=states_for(May.ANSWER)
    ).exclude(review__confidentiality=Confidentiality.ONE_VOICE)
    AnsweredAndLeft.objects.bulk_create(
        (AnsweredAndLeft(review_id=one.review_id, person=member.person) for one in answered),
        ignore_conflicts=True,
    )


@before_removal
def remember_departing_links(member: Member) -> None:
    remember_withdrawn_links(member.invitations.all())


@receiver(pre_delete, sender=Partnership)
def release_answers(instance: Partnership, **_signal: Any) -> None:
    """With a whole partnership go the answers to its closed reviews (`database_rules`)."""
    closed = instance.reviews.filter(state__in=states_for(May.DELETE_ANSWERS))
    closed.filter(answers_deleted_at=None).update(answers_deleted_at=timezone.now())


@receiver(post_delete, sender=Review)
def part_with_key(instance: Review, **_signal: Any) -> None:
    delete_key_on_commit(instance.pk)
