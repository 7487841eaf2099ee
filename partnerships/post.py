"""E-mail: the one way by which anything leaves. How it is delivered: `partnerships.delivery`.

    post(kind, members, about) ─ in your transaction ─→ Letter ─ once it holds ─→ task queue
                                                                                   │
    mail server ←─ plain text and HTML ←─ Words ←─ the writer of its kind ←────────┘

An app keeps its writers in a module `letters`, each marked with `partnerships.letters.writes`. A
letter to a member is written when it leaves, so that no personal link rests in a queue, and none
is sent about what has been settled in the meantime.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from .delivery import hand_over
from .letters import Words
from .models import Letter, Member, Urgency


@transaction.atomic
def post(*, kind: str, members: Iterable[Member], about: str = "", note: str = "") -> list[Letter]:
    """Write to each of these members; sending begins once the transaction holds.

    What one member alone is sent, such as a link that was lost, goes ahead of mailings.
    """
    members = list(members)
    urgency = Urgency.SOON if len(members) == 1 else Urgency.IN_TURN
    letters = Letter.objects.bulk_create(
        Letter(kind=kind, member=one, to=one.email, about=about, note=note, urgency=urgency)
        for one in members
    )
    if letters:
        transaction.on_commit(lambda: hand_over(letters))
    return letters


@transaction.atomic
def post_at_once(*, kind: str, to: str, words: Words, good_for: timedelta | None = None) -> Letter:
    """Send these words ahead of everything else, to somebody who need not be a member.

    They are of no use after `good_for`. Nothing of such a letter is kept once it is settled.
    """
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
    """Send each of these members what `write` says in their language; nothing of it is kept."""
    for member in members:
        with override(member.written_in):
            post_at_once(kind=kind, to=member.email, words=write())
