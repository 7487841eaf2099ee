"""E-mail: the one way by which anything leaves. How it is delivered: `partnerships.mail.delivery`.

    queue_email(kind, members, about) ─ in your transaction ─→ OutgoingEmail
                                                 once it holds ─→ task queue ─┐
    mail server ←─ plain text and HTML ←─ EmailContent ←─ writer of its kind ←┘

An app keeps its writers, each marked with `partnerships.mail.message.email_writer`, in a module
that its AppConfig imports. An e-mail to a member is written when it leaves, so that no personal
link rests in a queue, and none is sent about what has been settled in the meantime.
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
"""What an e-mail is good for that does not leave: whoever would deliver it drops it."""


@transaction.atomic
def queue_email(
    *, kind: str, members: Iterable[Member], about: str = "", note: str = ""
) -> list[OutgoingEmail]:
    """Write to each of these members; sending begins once the transaction holds.

    What one member alone is sent, such as a link that was lost, goes ahead of mailings.
    TooManyRecipients if a partnership that is not approved would write to more people than it may.
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
    """Write to those of these members who can be written to: for what must not fail for it."""
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
    """Send this ahead of everything else, to somebody who need not be a member.

    It is of no use after `good_for`. `partnership` is whose words it has, or None if they are our
    own; TooManyRecipients if it is not approved and would write to more people than it may. Nothing
    of such an e-mail is kept once it is settled.
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
    """Send each of these members what `write` says in their language; nothing of it is kept.

    Whoever can't be written to now is left out: it must not keep anybody from leaving, say.
    """
    for member in members:
        with suppress(TooManyRecipients), override(member.written_in):
            queue_urgent_email(
                kind=kind, to=member.email, content=write(), partnership=member.partnership
            )


def queue_no_email(email: str) -> None:
    """Do what sending an e-mail takes, and send none."""
    queue_urgent_email(
        kind="sign-in", to=email, content=EmailContent("", ""), partnership=None, good_for=NEVER
    )
