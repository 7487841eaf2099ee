"""E-mail: the one way by which anything leaves. How it is delivered: `partnerships.mail.delivery`.

    post(kind, members, about) ─ in your transaction ─→ Letter ─ once it holds ─→ task queue
                                                                                   │
    mail server ←─ plain text and HTML ←─ Words ←─ the writer of its kind ←────────┘

An app keeps its writers, each marked with `partnerships.mail.message.writes`, in a module that its
AppConfig imports. A letter to a member is written when it leaves, so that no personal link rests
in a queue, and none is sent about what has been settled in the meantime.
"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from partnerships.models import Letter, Member, Partnership, Told, TooMany, Urgency

from .delivery import hand_over
from .message import Words

NEVER = timedelta(-1)
"""What a letter is good for that does not leave: whoever would deliver it drops it."""


@transaction.atomic
def post(*, kind: str, members: Iterable[Member], about: str = "", note: str = "") -> list[Letter]:
    """Write to each of these members; sending begins once the transaction holds.

    What one member alone is sent, such as a link that was lost, goes ahead of mailings. TooMany
    if a partnership that is not approved would write to more people than it may.
    """
    members = list(members)
    _count(members)
    urgency = Urgency.SOON if len(members) == 1 else Urgency.IN_TURN
    letters = Letter.objects.bulk_create(
        Letter(kind=kind, member=one, to=one.email, about=about, note=note, urgency=urgency)
        for one in members
    )
    if letters:
        transaction.on_commit(lambda: hand_over(letters))
    return letters


def _count(members: list[Member]) -> None:
    theirs = Partnership.objects.unapproved().filter(pk__in={one.partnership_id for one in members})
    for partnership in theirs.select_related("registered_by"):
        addresses = [one.email for one in members if one.partnership_id == partnership.pk]
        Told.objects.take(partnership.registered_by, addresses)


def post_where_possible(*, kind: str, members: Iterable[Member], about: str) -> None:
    """Write to those of these members who can be written to: for what must not fail for it."""
    for member in members:
        with suppress(TooMany):
            post(kind=kind, members=[member], about=about)


@transaction.atomic
def post_at_once(
    *,
    kind: str,
    to: str,
    words: Words,
    partnership: Partnership | None,
    good_for: timedelta | None = None,
) -> Letter:
    """Send these words ahead of everything else, to somebody who need not be a member.

    They are of no use after `good_for`. `partnership` is whose words they are, or None if they are
    our own; TooMany if it is not approved and would write to more people than it may. Nothing of
    such a letter is kept once it is settled.
    """
    if partnership and not partnership.is_approved:
        Told.objects.take(partnership.registered_by, [to])
    letter = Letter.objects.create(
        kind=kind,
        to=to,
        urgency=Urgency.NOW,
        written=asdict(words),
        good_until=timezone.now() + good_for if good_for else None,
    )
    transaction.on_commit(lambda: hand_over([letter]))
    return letter


@transaction.atomic
def post_each_at_once(*, kind: str, members: Iterable[Member], write: Callable[[], Words]) -> None:
    """Send each of these members what `write` says in their language; nothing of it is kept.

    Whoever can't be written to now is left out: it must not keep anybody from leaving, say.
    """
    for member in members:
        with suppress(TooMany), override(member.written_in):
            post_at_once(kind=kind, to=member.email, words=write(), partnership=member.partnership)


def write_nothing(email: str) -> None:
    """Do what sending a letter takes, and send none."""
    post_at_once(kind="sign-in", to=email, words=Words("", ""), partnership=None, good_for=NEVER)
