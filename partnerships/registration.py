"""Registering a partnership, and having it approved by a host administrator. Each is atomic."""

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Person
from partnerships.audit_log import log_event
from partnerships.mail.membership_emails import (
    APPROVED,
    approval_needed_content,
    registration_invitation_content,
)
from partnerships.mail.outbox import queue_email, queue_urgent_email
from partnerships.members.services import add_members
from partnerships.models.unapproved_email import DAY
from partnerships.roster.new_member import NewMember

from .models import Partnership
from .refusals import Refused
from .vocabulary import MembershipStatus, Registration

MOST_WAITING = 3
"""How many partnerships one account may have waiting for approval."""

MOST_APPROVAL_EMAILS = 5
"""Of how many registrations in a day host administrators are told one by one."""


def is_invited(person: Person) -> bool:
    """Whether the host lets this person register partnerships."""
    return person.is_trusted or settings.REGISTRATION != Registration.INVITED


def why_not(person: Person) -> str:
    """Why this person cannot register a partnership now; empty if they can."""
    if not is_invited(person):
        return _("You need an invitation to register a partnership here.")
    if not person.is_trusted and person.registered.unapproved().count() >= MOST_WAITING:
        return _(
            "%(most)s partnerships you have registered are waiting for approval. Once one "
            "of them is approved, you can register another."
        ) % {"most": MOST_WAITING}
    return ""


@transaction.atomic
def register_partnership(
    *, partnership: Partnership, by: Person, coordinator: NewMember
) -> Partnership:
    """Save a new partnership, with the person registering as its first coordinator.

    Refused unless the host lets them. Unless they are trusted it waits for approval, and host
    administrators are told.
    """
    by = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    if refused := why_not(by):
        raise Refused(refused)
    partnership.registered_by = by
    partnership.approved_at = timezone.now() if by.is_trusted else None
    partnership.save()
    [member] = add_members(partnership=partnership, members=[coordinator])
    member.status = MembershipStatus.ACCEPTED
    member.save(update_fields=["status"])
    if not partnership.is_approved:
        _tell_hosts(partnership)
    return partnership


def _tell_hosts(partnership: Partnership) -> None:
    """Tell of one that is waiting; after too many in a day, only that there are more."""
    today = Partnership.objects.filter(created_at__gt=timezone.now() - DAY)
    waited = today.filter(Q(approved_at=None) | Q(approved_at__gt=F("created_at"))).count()
    if waited > MOST_APPROVAL_EMAILS + 1:
        return
    for host in Person.objects.hosts():
        with override(host.written_in):
            words = approval_needed_content(partnership, is_last=waited > MOST_APPROVAL_EMAILS)
        queue_urgent_email(kind="registered", to=host.email, content=words, partnership=None)


@transaction.atomic
def approve(*, partnership: Partnership) -> None:
    """Approve a partnership, so that it can open reviews and email anyone; tell its
    coordinators."""
    waiting = Partnership.objects.unapproved().filter(pk=partnership.pk)
    if waiting.update(approved_at=timezone.now()):
        log_event("approved", partnership)
        coordinators = partnership.members.coordinators().select_related("person")
        queue_email(kind=APPROVED, members=coordinators)


@transaction.atomic
def invite(*, email: str) -> Person:
    """Let the person with this address register partnerships without approval, and tell them."""
    person = Person.objects.known_as(email)
    person.may_register = True
    person.save(update_fields=["may_register"])
    with override(person.written_in):
        words = registration_invitation_content(person)
    queue_urgent_email(kind="invited", to=person.email, content=words, partnership=None)
    return person
