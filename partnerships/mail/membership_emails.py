"""Emails about membership to members and coordinators. How they leave: `outbox`."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Person
from partnerships.models import Member, OutgoingEmail, Partnership

from .message import EmailContent, email_writer

MEMBERSHIP, HANDED_OVER, APPROVED = "membership", "handed-over", "approved"


def _url(partnership: Partnership) -> str:
    return settings.SITE_URL + reverse("partnerships:partnership", args=[partnership.pk])


def _words(name: str, subject: str, member: Member, **more: object) -> EmailContent:
    """An email from this template, which is given the member and their partnership."""
    context = {"member": member, "partnership": member.partnership, "url": _url(member.partnership)}
    return EmailContent.from_template(
        f"partnerships/email/{name}.txt",
        subject % {"partnership": member.partnership, "name": member},
        context | more,
    )


@email_writer(MEMBERSHIP)
def membership(email: OutgoingEmail) -> EmailContent | None:
    """That they are a member, with a link to accept or decline; None once accepted."""
    member = email.recipient
    if member.has_accepted:
        return None
    url = settings.SITE_URL + reverse("partnerships:membership", args=[member.seal])
    return _words("membership", _("%(partnership)s: will you take part?"), member, url=url)


@email_writer(HANDED_OVER)
def handed_over(email: OutgoingEmail) -> EmailContent | None:
    """To the new coordinator: who handed over, and what they can do."""
    if not email.recipient.is_coordinator:
        return None
    predecessor = Member.objects.filter(pk=email.note).first()
    subject = _("%(partnership)s: you are now its coordinator")
    return _words("handed_over", subject, email.recipient, predecessor=predecessor)


@email_writer(APPROVED)
def approved(email: OutgoingEmail) -> EmailContent:
    """To a coordinator: that the partnership can open reviews now."""
    return _words("approved", _("%(partnership)s has been approved"), email.recipient)


def approval_needed_content(partnership: Partnership, *, is_last: bool) -> EmailContent:
    """To a host administrator: that a partnership waits for approval.

    If it is the last email today, that more may have come.
    """
    subject = _("Waiting for your approval: %(partnership)s") % {"partnership": partnership}
    where = reverse("admin:partnerships_partnership_changelist")
    url = f"{settings.SITE_URL}{where}?approved_at__isempty=1"
    context = {"partnership": partnership, "is_last": is_last, "url": url}
    return EmailContent.from_template("partnerships/email/registered.txt", subject, context)


def registration_invitation_content(person: Person) -> EmailContent:
    """To a person whom the host lets register partnerships."""
    context = {"email": person.email, "url": settings.SITE_URL + reverse("partnerships:register")}
    subject = _("You can register a partnership")
    return EmailContent.from_template("partnerships/email/invited.txt", subject, context)


def departure_content(member: Member) -> EmailContent:
    """To a coordinator: that someone has left, or has declined."""
    if member.has_accepted:
        return _words("left", _("%(partnership)s: %(name)s has left"), member)
    return _words("declined", _("%(partnership)s: %(name)s has declined"), member)
