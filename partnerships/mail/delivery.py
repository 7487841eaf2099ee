"""Delivers queued email, with retries."""

import logging
import smtplib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus, task, task_backends
from django_tasks_db.models import DBTaskResult

from partnerships.models import Delivery, OutgoingEmail, Trouble

from .message import content_of

logger = logging.getLogger(__name__)

EMAILS = "emails"
"""Their queue: nothing that takes long may be put into it."""
AT_A_TIME = 2
"""Emails in one task: so many may leave before whatever is more urgent has its turn."""
BACK_OFF = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 720, 1080)]
"""How long to wait before the second try, the third and so on: some two days in all."""


@dataclass(frozen=True)
class Outcome:
    """The outcome of one attempt."""

    state: Delivery
    trouble: Trouble | str = ""


SENT, DROPPED = Outcome(Delivery.SENT), Outcome(Delivery.DROPPED)


def outcome_of(error: Exception) -> Outcome:
    """What an error means: wait and try again, or give up.

    A 4xx reply and an unreachable server are temporary; so is a server that accepts nothing from
    us (its administrator will fix that). An address or message refused with 5xx stays refused.
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


def _logged(email: OutgoingEmail, outcome: Outcome, error: Exception) -> Outcome:
    """Log what went wrong, without the address that a server's reply may contain."""
    ours = error if outcome.trouble == Trouble.WRITING else None
    name = type(error).__name__
    logger.warning(
        "OutgoingEmail %s (%s): %s, %s", email.pk, email.kind, name, outcome.state, exc_info=ours
    )
    return outcome


class Round:
    """One round of deliveries over one connection, reopened if it breaks."""

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

    def attempt(self, email: OutgoingEmail) -> Outcome:
        """Try once. If the server is down, the rest of the round does not wait for it."""
        if self.unreachable:
            return Outcome(Delivery.WAITING, Trouble.SERVER)
        try:
            words = None if email.is_stale(timezone.now()) else content_of(email)
            if words is None:
                return DROPPED
            self._open()
            self.connection.send_messages([words.message(email.to)])
        except Exception as error:
            self._hang_up()
            return _logged(email, outcome_of(error), error)
        return SENT


def deliver_now(email_ids: Iterable[int], by: str = "") -> int:
    """Try each of these that is due, once; return how many were sent."""
    sent, later = 0, []
    with Round() as this_round:
        for pk in email_ids:
            email = OutgoingEmail.objects.claim(pk, by)
            if email is None:
                continue
            outcome = this_round.attempt(email)
            sent += outcome is SENT
            due_at = _settle(email, outcome)
            if due_at:
                later.append((email, due_at))
    _come_back(later)
    return sent


def _settle(email: OutgoingEmail, outcome: Outcome) -> datetime | None:
    """Record the outcome; return when to try again, if at all."""
    now, state, trouble = timezone.now(), outcome.state, outcome.trouble
    kept = OutgoingEmail.objects.filter(pk=email.pk)
    if state == Delivery.WAITING and email.tries < len(BACK_OFF):
        due_at = now + BACK_OFF[email.tries]
        kept.update(tries=email.tries + 1, trouble=trouble, due_at=due_at, held_by="")
        return due_at
    if state == Delivery.WAITING:
        state = Delivery.FAILED
    if email.member_id is None:
        kept.delete()
    else:
        tries = email.tries + 1
        kept.update(state=state, trouble=trouble, tries=tries, settled_at=now, held_by="")
    return None


def _come_back(later: Iterable[tuple[OutgoingEmail, datetime]]) -> None:
    """Queue another round; where the queue cannot wait, `manage.py send_emails` does it."""
    if queue_waits():
        for email, due_at in later:
            enqueue([email], run_after=due_at)


def queue_waits() -> bool:
    """Whether tasks are left to a worker; otherwise they run at once and the caller waits."""
    return task_backends["default"].supports_defer


def enqueue(emails: Sequence[OutgoingEmail], run_after: datetime | None = None) -> None:
    """Queue emails, a few to a task; in one task where nothing can come between."""
    if not queue_waits():
        deliver.enqueue([email.pk for email in emails])
        return
    by_urgency = attrgetter("urgency")
    with transaction.atomic():
        for urgency, some in groupby(sorted(emails, key=by_urgency), by_urgency):
            ids = [email.pk for email in some]
            its_task = deliver.using(priority=urgency, run_after=run_after)
            for start in range(0, len(ids), AT_A_TIME):
                its_task.enqueue(ids[start : start + AT_A_TIME])


def send_due() -> int:
    """Send every due email that no task will send; return how many."""
    due = OutgoingEmail.objects.due().order_by("due_at", "pk")
    if not queue_waits():
        return deliver_now(due.values_list("pk", flat=True))
    queued = _in_queue()
    left_behind = [email for email in due if email.pk not in queued]
    enqueue(left_behind)
    return len(left_behind)


def _in_queue() -> set[int]:
    tasks = DBTaskResult.objects.filter(
        status=TaskResultStatus.READY, task_path=deliver.module_path
    )
    return {pk for one in tasks.values_list("args_kwargs", flat=True) for pk in one["args"][0]}


@task(queue_name=EMAILS, takes_context=True)
def deliver(context: TaskContext, email_ids: list[int]) -> int:
    return deliver_now(email_ids, by=context.task_result.worker_ids[-1])
