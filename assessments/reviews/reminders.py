"""Reminding people who have not submitted: who, in what words, and never twice a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from assessments.lifecycle import May
from assessments.models import Invitation, Review
from assessments.models.invitation import InvitationQuerySet
from assessments.questionnaires.translations import text_direction
from partnerships.audit_log import log_event
from partnerships.mail.message import EmailContent
from partnerships.mail.outbox import queue_email
from partnerships.models import OutgoingEmail

from .emails import REMINDER, reminder_content
from .services import lock

DAYS_BEFORE = [(7, _("A week before")), (3, _("Three days before")), (1, _("The day before"))]
"""How many days before the last day a reminder can be arranged."""


class ReminderGroup(TextChoices):
    """Who a reminder is for."""

    UNFINISHED = "unfinished", _("Everyone who has not submitted")
    NOT_STARTED = "not-started", _("People who have not started")
    STARTED = "started", _("People who have started but not submitted")


def scheduled_in_words(review: Review) -> list[str]:
    """On which days reminders are sent automatically."""
    return [str(words) for days, words in DAYS_BEFORE if days in review.remind_days]


def invitations_to_remind(
    review: Review, group: str = ReminderGroup.UNFINISHED
) -> InvitationQuerySet:
    """The invitations whose members would be reminded now.

    Leaves out people who were emailed about the review today, or want no reminders.
    """
    today = datetime.combine(timezone.localdate(), time.min, timezone.get_current_timezone())
    written_to = OutgoingEmail.objects.filter(
        about=review.pk, created_at__gte=today, member__isnull=False
    )
    waiting = review.invitations.unfinished().exclude(member__in=written_to.values("member"))
    if group != ReminderGroup.UNFINISHED:
        waiting = waiting.filter(started=group == ReminderGroup.STARTED)
    people = waiting.select_related("member__person", "member__organisation", "member__partnership")
    return people.order_by("member__name")


@transaction.atomic
def remind(*, review: Review, group: str = ReminderGroup.UNFINISHED) -> int:
    """Remind these; return how many. NotNow unless the review is open.

    Doing it again on the same day reminds no one twice.
    """
    review = lock(review, May.INVITE)
    with timezone.override(review.partnership.time_zone):
        members = [one.member for one in invitations_to_remind(review, group)]
        review.reminded_on = timezone.localdate()
    review.save(update_fields=["reminded_on"])
    if members:
        log_event("reminded", review)
    return len(queue_email(kind=REMINDER, members=members, about=review.pk))


@dataclass(frozen=True)
class ReminderPreview:
    """The reminder in one language, but for the link: as the first of its readers will read it."""

    language: str
    people: int
    words: EmailContent

    @property
    def name(self) -> str:
        return str(dict(settings.LANGUAGES)[self.language])

    @property
    def direction(self) -> str:
        return text_direction(self.language)


def reminder_previews(review: Review, invitations: Iterable[Invitation]) -> list[ReminderPreview]:
    """The reminder in each language that these are written to in; most people's comes first."""
    readers: dict[str, list[Invitation]] = {}
    for invitation in invitations:
        readers.setdefault(invitation.member.written_in, []).append(invitation)
    found = []
    for language, theirs in readers.items():
        theirs[0].review = review
        with override(language):
            found.append(ReminderPreview(language, len(theirs), reminder_content(theirs[0], "…")))
    return sorted(found, key=lambda one: -one.people)


@transaction.atomic
def stop_reminders(*, review: Review, invitation_id: int) -> None:
    """Leave a member out of every later reminder about this review, even while it closes."""
    Review.objects.select_for_update().filter(pk=review.pk).first()
    review.invitations.filter(pk=invitation_id).update(no_reminders=True)
