"""Handing letters to the mail server: in the task queue, again after a while if it was in vain."""

import logging
import smtplib
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone
from django_tasks import task, task_backends

from .letters import words_of
from .models import Delivery, Letter, Trouble

logger = logging.getLogger(__name__)

BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 720, 1080)]
"""How long to wait before the second try, the third and so on: some two days in all."""


@dataclass(frozen=True)
class Outcome:
    """What came of one try."""

    state: Delivery
    trouble: Trouble | str = ""


SENT, DROPPED = Outcome(Delivery.SENT), Outcome(Delivery.DROPPED)


def outcome_of(error: Exception) -> Outcome:
    """What an error means: wait and try again, or give up.

    A 4xx reply and a server that can't be reached pass; so does one that takes nothing from us
    (its administrator will mend that). An address or a message refused with 5xx stays refused.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            [(code, _reply)] = error.recipients.values()
            return Outcome(_by_code(code), Trouble.ADDRESS)
        case smtplib.SMTPDataError():
            return Outcome(_by_code(error.smtp_code), Trouble.REFUSED)
        case smtplib.SMTPNotSupportedError() | UnicodeError():
            return Outcome(Delivery.FAILED, Trouble.ADDRESS)
        case OSError():
            return Outcome(Delivery.WAITING, Trouble.SERVER)
    return Outcome(Delivery.WAITING, Trouble.WRITING)


def _by_code(code: int) -> Delivery:
    return Delivery.FAILED if code >= 500 else Delivery.WAITING


def _logged(letter: Letter, outcome: Outcome, error: Exception) -> Outcome:
    """Note what went wrong, without the address that a server's reply may name."""
    ours = error if outcome.trouble == Trouble.WRITING else None
    name = type(error).__name__
    logger.warning(
        "Letter %s (%s): %s, %s", letter.pk, letter.kind, name, outcome.state, exc_info=ours
    )
    return outcome


class Round:
    """One round of deliveries over one connection, which is opened again when it breaks off."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend = get_connection()
        self.unreachable = False

    def __enter__(self) -> "Round":
        return self

    def __exit__(self, *_error: object) -> None:
        self._hang_up()

    def _hang_up(self) -> None:
        with suppress(OSError):
            self.connection.close()

    def _open(self) -> None:
        try:
            self.connection.open()
        except OSError:
            self.unreachable = True
            raise

    def attempt(self, letter: Letter) -> Outcome:
        """Try once. Without a server nobody else in this round need wait for it to answer."""
        if self.unreachable:
            return Outcome(Delivery.WAITING, Trouble.SERVER)
        try:
            words = None if letter.is_stale(timezone.now()) else words_of(letter)
            if words is None:
                return DROPPED
            self._open()
            self.connection.send_messages([words.message(letter.to)])
        except Exception as error:
            self._hang_up()
            return _logged(letter, outcome_of(error), error)
        return SENT


def deliver_now(letter_ids: Iterable[int]) -> int:
    """Try each of these that is due, once. How many left."""
    sent, later = 0, defaultdict(list)
    with Round() as this_round:
        for pk in letter_ids:
            letter = Letter.objects.claim(pk)
            if letter is None:
                continue
            outcome = this_round.attempt(letter)
            sent += outcome is SENT
            due_at = _settle(letter, outcome)
            if due_at:
                later[due_at.replace(second=0, microsecond=0)].append(pk)
    _come_back(later)
    return sent


def _settle(letter: Letter, outcome: Outcome) -> datetime | None:
    """Write down what came of it; when to try again, if so."""
    now, state, trouble = timezone.now(), outcome.state, outcome.trouble
    kept = Letter.objects.filter(pk=letter.pk)
    if state == Delivery.WAITING and letter.tries < len(BACK_OFF):
        due_at = now + BACK_OFF[letter.tries]
        kept.update(tries=letter.tries + 1, trouble=trouble, due_at=due_at)
        return due_at
    if state == Delivery.WAITING:
        state = Delivery.FAILED
    if letter.member_id is None:
        kept.delete()
    else:
        kept.update(state=state, trouble=trouble, tries=letter.tries + 1, settled_at=now)
    return None


def _come_back(later: dict[datetime, list[int]]) -> None:
    """Ask the queue for another round; where it can't wait, `manage.py send_letters` does it."""
    if not task_backends["default"].supports_defer:
        return
    for due_at, letter_ids in later.items():
        deliver.using(run_after=due_at + timedelta(minutes=1)).enqueue(letter_ids)


@task()
def deliver(letter_ids: list[int]) -> int:
    return deliver_now(letter_ids)
