"""An email to one person, and its delivery. It holds no link and no answer."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnerships.models.ids import LENGTH

from .partnership import Member

LEASE = timedelta(seconds=15 * settings.EMAIL_TIMEOUT)
"""Longer than one try can take: it waits for the mail server some dozen times."""


class Urgency(models.IntegerChoices):
    """The priority of an email's task."""

    IN_TURN = 0
    SOON = 25
    NOW = 50


class Delivery(models.TextChoices):
    """The state of an email."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")
    DROPPED = "dropped", _("No longer needed")


class Trouble(models.TextChoices):
    """Why an email has not been sent, and what to do once it has failed for good."""

    ADDRESS = (
        "address",
        _(
            "The mail system does not accept this address. Check it with the person. If it "
            "is wrong, remove them and add them again with the right one."
        ),
    )
    REFUSED = (
        "refused",
        _(
            "The mail system rejected the email. Ask the person whether their organisation "
            "blocks it, then send it again."
        ),
    )
    SERVER = (
        "server",
        _("The mail server could not be reached for two days. Tell your host, then send it again."),
    )
    WRITING = (
        "writing",
        _("The email could not be written. Tell your host."),
    )


class OutgoingEmailQuerySet(models.QuerySet["OutgoingEmail"]):
    def due(self) -> "OutgoingEmailQuerySet":
        """Waiting emails whose time has come."""
        return self.filter(state=Delivery.WAITING, due_at__lte=timezone.now())

    def last_each(self) -> "OutgoingEmailQuerySet":
        """The last email to each member about each thing."""
        later = OutgoingEmail.objects.filter(
            member=OuterRef("member"), about=OuterRef("about"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(later))

    def claim(self, pk: int, by: str) -> "OutgoingEmail | None":
        """The email, if it is due and no other worker has claimed it. A worker that dies holds it
        up for `LEASE` at most."""
        due = self.filter(pk=pk).due()
        if not due.update(due_at=timezone.now() + LEASE, held_by=by):
            return None
        return self.select_related("member__person", "member__partnership").filter(pk=pk).first()

    def give_back(self, by: str) -> None:
        """Release at once what this worker had claimed when it ended."""
        held = self.filter(state=Delivery.WAITING, held_by=by)
        held.update(due_at=timezone.now(), held_by="")


class OutgoingEmail(models.Model):
    """One email to one person.

    `kind` names who writes it (`mail.message.email_writer`), `about` what it is about: the id of a
    review, say; `note` is what its sender adds in their own words. It is written at the moment it
    leaves, from what is true then. Only an email to someone signing in is written beforehand; its
    words go with it. `held_by` is the worker that has claimed it.
    """

    kind = models.CharField(max_length=30)
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, null=True, related_name="outgoing_emails"
    )
    to = models.EmailField()
    about = models.CharField(max_length=LENGTH, blank=True)
    note = models.TextField(blank=True)
    written = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=Delivery, default=Delivery.WAITING)
    trouble = models.CharField(max_length=10, choices=Trouble, blank=True)
    urgency = models.SmallIntegerField(choices=Urgency, default=Urgency.IN_TURN)
    held_by = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    good_until = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    objects = OutgoingEmailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["about", "member"]),
            models.Index(
                fields=["due_at"],
                name="outgoing_email_waiting",
                condition=Q(state=Delivery.WAITING),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, written=None)
                | Q(member=None, written__isnull=False),
                name="outgoing_email_to_a_member_keeps_no_words",
            ),
            models.CheckConstraint(
                condition=~Q(state=Delivery.FAILED) | ~Q(trouble=""),
                name="outgoing_email_failed_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to}"

    @property
    def recipient(self) -> Member:
        """The member it is to. A person signing in need not be one."""
        if self.member is None:
            raise Member.DoesNotExist
        return self.member

    @property
    def is_waiting(self) -> bool:
        return self.state == Delivery.WAITING

    @property
    def is_failed(self) -> bool:
        return self.state == Delivery.FAILED

    @property
    def what_to_do(self) -> str:
        """A sentence for the coordinator, or empty."""
        if self.is_failed:
            return str(Trouble(self.trouble).label)
        if self.is_waiting and self.tries:
            return str(_("The mail system asked us to wait. We will try again automatically."))
        return ""

    def is_stale(self, now: datetime) -> bool:
        return self.good_until is not None and self.good_until < now
