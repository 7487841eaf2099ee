"""Email: the only way anything is sent. How it is delivered: `partnerships.mail.delivery`.

    queue_email(kind, members, about) ─ in your transaction ─→ OutgoingEmail
                                                 once it holds ─→ task queue ─┐
    mail server ←─ plain text and HTML ←─ EmailContent ←─ writer of its kind ←┘

An app keeps its writers, each marked with `partnerships.mail.message.email_writer`, in a module
that its AppConfig imports. An email to a member is written when it leaves, so that no personal
link is stored in a queue, and nothing outdated is sent.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from partnerships.models import (
    Member,
    OutgoingEmail,
    Partnership,
    TooManyRecipients,
    UnapprovedEmail,
    Urgency,
)

from .delivery import enqueue
from .message import EmailContent

NEVER = timedelta(-1)
"""How long an unsent email stays useful; after that it is dropped."""


@transaction.atomic
def queue_email(
    *, kind: str, members: Iterable[Member], about: str = "", note: str = ""
) -> list[OutgoingEmail]:
    """Email each of these members; sending begins once the transaction commits.

    Emails to a single member, such as a lost link, go ahead of mailings. TooManyRecipients if an
    unapproved partnership would email more people than it may.
    """
    members = list(members)
    _count(members)
    urgency = Urgency.SOON if len(members) == 1 else Urgency.IN_TURN
    emails = OutgoingEmail.objects.bulk_create(
        OutgoingEmail(kind=kind, member=one, to=one.email, about=about, note=note, urgency=urgency)
        for one in members
    )
    if emails:
        transaction.on_commit(lambda: enqueue(emails))
    return emails


def _count(members: list[Member]) -> None:
    theirs = Partnership.objects.unapproved().filter(pk__in={one.partnership_id for one in members})
    for partnership in theirs.select_related("registered_by"):
        addresses = [one.email for one in members if one.partnership_id == partnership.pk]
        UnapprovedEmail.objects.take(partnership.registered_by, addresses)


def queue_email_where_possible(*, kind: str, members: Iterable[Member], about: str) -> None:
    """Email those of these members who can be emailed, where the caller must not fail."""
    for member in members:
        with suppress(TooManyRecipients):
            queue_email(kind=kind, members=[member], about=about)


@transaction.atomic
def queue_urgent_email(
    *,
    kind: str,
    to: str,
    content: EmailContent,
    partnership: Partnership | None,
    good_for: timedelta | None = None,
) -> OutgoingEmail:
    """Send this ahead of everything else, to a person who need not be a member.

    It is of no use after `good_for`. `partnership` is whose words it has, or None if they are our
    own; TooManyRecipients if it is unapproved and would email more people than it may. Such an
    email is deleted once it is settled.
    """
    if partnership and not partnership.is_approved:
        UnapprovedEmail.objects.take(partnership.registered_by, [to])
    email = OutgoingEmail.objects.create(
        kind=kind,
        to=to,
        urgency=Urgency.NOW,
        written=asdict(content),
        good_until=timezone.now() + good_for if good_for else None,
    )
    transaction.on_commit(lambda: enqueue([email]))
    return email


@transaction.atomic
def queue_urgent_email_to_each(
    *, kind: str, members: Iterable[Member], write: Callable[[], EmailContent]
) -> None:
    """Send each of these members what `write` says in their language; it is not kept.

    Members who cannot be emailed now are left out, so that it does not stop someone leaving.
    """
    for member in members:
        with suppress(TooManyRecipients), override(member.written_in):
            queue_urgent_email(
                kind=kind, to=member.email, content=write(), partnership=member.partnership
            )


def queue_no_email(email: str) -> None:
    """Take as long as sending an email would, but send nothing."""
    queue_urgent_email(
        kind="sign-in", to=email, content=EmailContent("", ""), partnership=None, good_for=NEVER
    )
