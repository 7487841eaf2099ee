"""A partnership, its organisations and its members."""

from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from auditlog.context import disable_auditlog
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from localisation.request import on_offer
from partnerships.models.ids import LENGTH, new_id
from partnerships.models.locks import lock_after_partnerships
from partnerships.names import LONGEST_NAME, NameField
from partnerships.vocabulary import Basis, Kind, Level, MembershipStatus, Registration, Role, Sector

from .unapproved_email import UnapprovedEmail

USUAL_ZONE = "Europe/London"
ASKED_ROLES = [Role.COORDINATOR, Role.MEMBER]
SEAL = signing.Signer(sep=".", salt="membership")


def time_zones() -> list[tuple[str, str]]:
    """Every known time zone, London first."""
    places = sorted(one for one in available_timezones() if "/" in one and "Etc" not in one)
    return [(one, one.replace("_", " ")) for one in [USUAL_ZONE, *places]]


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def of(self, person: Person) -> "PartnershipQuerySet":
        """The partnerships this person is a member of."""
        return self.filter(members__person=person)

    def unapproved(self) -> "PartnershipQuerySet":
        """Those waiting for a host administrator, oldest first."""
        return self.filter(approved_at=None).order_by("created_at")

    def lock_wholly(self) -> None:
        """Lock these and what their answers depend on, before any of it is removed or merged."""
        locked = self.order_by("pk").select_for_update(of=("self",), no_key=True)
        lock_after_partnerships([one.pk for one in locked])

    @transaction.atomic
    def delete(self) -> tuple[int, dict[str, int]]:
        Partnership.objects.filter(pk__in=self.values("pk")).lock_wholly()
        with disable_auditlog():
            return super().delete()


class Partnership(models.Model):
    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    name = NameField(_("name"), max_length=LONGEST_NAME)
    purpose = models.TextField(_("purpose"))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind)
    basis = models.CharField(_("basis"), max_length=10, choices=Basis)
    area = models.CharField(_("area"), max_length=150)
    structural_context = models.TextField(_("structural context"), blank=True)
    cultural_context = models.TextField(_("cultural context"), blank=True)
    social_context = models.TextField(_("social context"), blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=50, choices=time_zones, default=USUAL_ZONE
    )
    language = models.CharField(_("language"), max_length=15, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    registered_by = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="registered",
        verbose_name=_("registered by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, editable=False)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_approved(self) -> bool:
        return self.approved_at is not None

    @property
    def may_open_reviews(self) -> bool:
        return self.is_approved or settings.REGISTRATION == Registration.OPEN

    @property
    def people_left(self) -> int:
        """How many more people it can email now, until it is approved."""
        return UnapprovedEmail.objects.left_to(self.registered_by)

    def may_write_to(self, members: Iterable["Member"]) -> bool:
        """Whether each of these can be emailed now."""
        addresses = [member.email for member in members]
        return self.is_approved or UnapprovedEmail.objects.allows(self.registered_by, addresses)

    def lock(self) -> "Partnership":
        """Its row, locked until the transaction ends, so that changes take turns."""
        return Partnership.objects.select_for_update(no_key=True).get(pk=self.pk)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Its audit log is deleted with it, so the deletion is not logged."""
        return Partnership.objects.filter(pk=self.pk).delete()


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def taking_part(self) -> "OrganisationQuerySet":
        """Organisations taking part now, not retired."""
        return self.filter(retired_at=None)

    def retired(self) -> "OrganisationQuerySet":
        return self.exclude(retired_at=None)


class Organisation(models.Model):
    """An organisation taking part. A retired one has no members and cannot be chosen."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="organisations"
    )
    name = NameField(_("name"), max_length=LONGEST_NAME)
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    retired_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                "partnership",
                Lower("name"),
                name="organisation_once_in_partnership",
                violation_error_message=_("There is already an organisation with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    def asked(self) -> "MemberQuerySet":
        """Members who answer questionnaires: coordinators and members only."""
        return self.filter(role__in=ASKED_ROLES)

    def coordinators(self) -> "MemberQuerySet":
        return self.filter(role=Role.COORDINATOR)

    def untold(self) -> "MemberQuerySet":
        """Members who have not been told yet."""
        return self.filter(status=MembershipStatus.ADDED)

    def able_to_coordinate(self) -> "MemberQuerySet":
        """Those who could become coordinator: they have an organisation and a level."""
        placed = self.filter(organisation__isnull=False, level__in=Level.values)
        return placed.exclude(role=Role.COORDINATOR)

    def is_expected(self, email: str) -> bool:
        """Whether an address is that of a member who expects email.

        In an unapproved partnership a member counts only once they have been told, and few can be:
        adding strangers to one does not let them be emailed.
        """
        told = Q(status__in=[MembershipStatus.INVITED, MembershipStatus.ACCEPTED])
        placed = Q(partnership__approved_at__isnull=False) | told
        return self.filter(placed, person__email__iexact=email).exists()

    def sealed(self, seal: str) -> "Member | None":
        """The member a link is for, by its `seal`."""
        try:
            pk = SEAL.unsign(seal)
        except signing.BadSignature:
            return None
        return self.select_related("partnership", "organisation", "person").filter(pk=pk).first()


class Member(models.Model):
    """A person's place in one partnership.

    `status` says whether they have been told and have accepted. Nothing depends on it: every
    member is asked for answers and may sign in.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    name = NameField(_("name"), max_length=LONGEST_NAME)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.RESTRICT,
        related_name="members",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
    )
    level = models.CharField(_("level"), max_length=15, choices=Level, blank=True)
    role = models.CharField(_("role"), max_length=15, choices=Role, default=Role.MEMBER)
    status = models.CharField(
        max_length=10, choices=MembershipStatus, default=MembershipStatus.ADDED
    )
    added_at = models.DateTimeField(auto_now_add=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person"], name="member_once_in_partnership"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=ASKED_ROLES)
                | (Q(organisation__isnull=False) & Q(level__in=Level.values)),
                name="member_who_is_asked_has_organisation_and_level",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def email(self) -> str:
        return self.person.email

    @property
    def written_in(self) -> str:
        """The language of emails to them: the one they chose, or else their partnership's."""
        return on_offer(self.person.language, self.partnership.language)

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def is_asked(self) -> bool:
        """Whether they are asked for answers."""
        return self.role in ASKED_ROLES

    @property
    def has_accepted(self) -> bool:
        return self.status == MembershipStatus.ACCEPTED

    @property
    def seal(self) -> str:
        """The sealed part of their link to accept or decline. It opens nothing else."""
        return SEAL.sign(self.pk)

    def clean(self) -> None:
        """Refuse another role for the last coordinator; `services` also checks concurrent
        changes."""
        if not self._state.adding and not self.is_coordinator and self.is_last_coordinator:
            raise ValidationError({"role": self.why_coordinator_stays})

    @property
    def why_coordinator_stays(self) -> str:
        return _(
            "%(name)s is the only coordinator. Make someone else a coordinator first, so "
            "that there is always one."
        ) % {"name": self}

    @property
    def is_last_coordinator(self) -> bool:
        others = self.partnership.members.coordinators().exclude(pk=self.pk)
        return not others.exists()


class Declined(models.Model):
    """A person who declined, listed for coordinators until they remove them."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="declined")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    declined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-declined_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person"], name="declined_once_in_partnership"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.partnership}"
