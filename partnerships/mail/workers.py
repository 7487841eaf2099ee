"""Keeps worker processes running: when one ends, another takes over its tasks.

    manage.py worker ─ Crew ─┬─ WorkerSlot ─→ db_worker: emails
                             ├─ WorkerSlot ─→ db_worker: everything else
                             └─ Chore: what a scheduler would do

On Linux they end with the crew even if it is killed; they finish their current tasks first. Two
crews at once do no harm, on one machine or on two.
"""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from types import FrameType

from django.conf import settings
from django.db import connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from partnerships.models import OutgoingEmail

from .delivery import EMAILS

logger = logging.getLogger(__name__)

FOR_EMAILS = ("--queue-name", EMAILS)
FOR_THE_REST = ("--queue-name", "*", "--exclude-queues", EMAILS)
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
TICK = 0.5
"""Seconds between two looks at the workers."""
AT_ONCE = 10
"""A worker that ended within so many seconds has ended at once."""
LONGEST_PAUSE = 60
AGAIN = 60
"""Seconds until a chore that failed is tried again."""
MOST_WORKERS = 3
"""When so many workers have ended with it in hand, a task is to blame itself."""
LOST_AFTER = timedelta(days=1)


PR_SET_PDEATHSIG = 1
"""Of prctl(2), on Linux: the signal that a process gets when its parent ends."""


class WorkerLost(Exception):
    """The worker that ran this task ended before it was done."""


def take_up(worker_id: str) -> None:
    """Return the tasks of a worker that has ended to the queue."""
    OutgoingEmail.objects.give_back(worker_id)
    for one in DBTaskResult.objects.running():
        if one.worker_ids[-1] != worker_id:
            continue
        if len(one.worker_ids) < MOST_WORKERS:
            one.status = TaskResultStatus.READY
            one.save(update_fields=["status"])
        else:
            one.set_failed(WorkerLost())


def write_off_lost() -> None:
    """Mark as failed any task that no worker can still be running.

    Nothing is lost: due emails and reviews are queued again long before.
    """
    for one in DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - LOST_AFTER):
        one.set_failed(WorkerLost())


def pause_after(in_vain: int) -> int:
    """Seconds to wait after this many workers in a row that ended at once."""
    return min((1 << in_vain) - 1, LONGEST_PAUSE)


def end_with(parent: int) -> None:
    """Have this process stopped when its parent dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        os._exit(1)


@dataclass
class WorkerSlot:
    """A slot for one worker process, refilled when it ends."""

    queues: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    worker_id: str = ""
    began: float = 0
    in_vain: int = 0
    free_until: float = 0

    def fill(self) -> str | None:
        """Make sure a worker is running, now or after a pause; return the one that ended,
        if any."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.free_until:
                self._start(now)
            return None
        if self.process.poll() is None:
            return None
        self.in_vain = self.in_vain + 1 if now - self.began < AT_ONCE else 0
        pause = pause_after(self.in_vain)
        said = "A worker ended (%s); another follows in %s s."
        logger.warning(said, self.process.returncode, pause)
        self.process, self.free_until = None, now + pause
        return self.worker_id

    def _start(self, now: float) -> None:
        """In a session of its own, so that Ctrl+C reaches it once, and through us."""
        self.worker_id, self.began = get_random_string(32), now
        end_with_us = partial(end_with, os.getpid())
        self.process = subprocess.Popen(  # noqa: S603 - all of it is ours
            [
                *(sys.executable, str(settings.BASE_DIR / "manage.py"), "db_worker"),
                *("--no-reload", "--worker-id", self.worker_id, *self.queues),
            ],
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=end_with_us,
        )


@dataclass
class Chore:
    """Something to do at a fixed interval."""

    do: Callable[[], object]
    every: int
    due: float = 0

    def attempt(self) -> None:
        """Do it if it is due; if it fails, retry soon."""
        now = time.monotonic()
        if now < self.due:
            return
        try:
            self.do()
        except Exception:
            logger.warning("A chore failed; it is tried again.", exc_info=True)
            self.due = now + min(self.every, AGAIN)
        else:
            self.due = now + self.every
        finally:
            connections.close_all()


@dataclass
class Crew:
    """Keeps every slot filled and every chore done until it is told to stop."""

    slots: Sequence[WorkerSlot]
    chores: Sequence[Chore]
    ended: list[str] = field(default_factory=list)
    stopping: bool = False

    def run(self) -> None:
        for number in STOPS:
            signal.signal(number, self._stop)
        while not self.stopping:
            self.ended += filter(None, [slot.fill() for slot in self.slots])
            self._take_up()
            for chore in self.chores:
                chore.attempt()
            time.sleep(TICK)
        self._let_finish()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _take_up(self) -> None:
        """Retries at the next check what cannot be returned now because the database is down."""
        if not self.ended:
            return
        try:
            while self.ended:
                take_up(self.ended[0])
                self.ended.pop(0)
        except Exception as error:
            logger.warning("What a worker had in hand has to wait: %s", type(error).__name__)
        finally:
            connections.close_all()

    def _let_finish(self) -> None:
        """Let every worker finish its current task."""
        at_work = [(one.process, one.worker_id) for one in self.slots if one.process]
        for process, _id in at_work:
            process.terminate()
        for process, worker_id in at_work:
            process.wait()
            self.ended.append(worker_id)
        self._take_up()
