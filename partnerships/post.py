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

from .delivery import deliver
from .letters import Words
from .models import Letter, Member

AHEAD = 50
"""The priority of what somebody is waiting for in front of their screen."""


@transaction.atomic
def post(*, kind: str, members: Iterable[Member], about: str = "", note: str = "") -> list[Letter]:
    """Write to each of these members; sending begins once the transaction holds."""
    letters = Letter.objects.bulk_create(
        Letter(kind=kind, member=member, to=member.email, about=about, note=note)
        for member in members
    )
    if letters:
        ids = [letter.pk for letter in letters]
        transaction.on_commit(lambda: deliver.enqueue(ids))
    return letters


@transaction.atomic
def post_at_once(*, kind: str, to: str, words: Words, good_for: timedelta | None = None) -> Letter:
    """Send these words ahead of everything else, to somebody who need not be a member.

    They are of no use after `good_for`. Nothing of such a letter is kept once it is settled.
    """
    letter = Letter.objects.create(
        kind=kind,
        to=to,
        written=asdict(words),
        good_until=timezone.now() + good_for if good_for else None,
    )
    transaction.on_commit(lambda: deliver.using(priority=AHEAD).enqueue([letter.pk]))
    return letter


@transaction.atomic
def post_each_at_once(*, kind: str, members: Iterable[Member], write: Callable[[], Words]) -> None:
    """Send each of these members what `write` says in their language; nothing of it is kept."""
    for member in members:
        with override(member.written_in):
            post_at_once(kind=kind, to=member.email, words=write())
