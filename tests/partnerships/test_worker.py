"""Real worker processes, which are killed, stopped and followed by others.

Nothing here is timed by a clock: a busy machine is slow to start a process. How long a code waits
is told in e-mails that the mail server takes before it.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pytest
from django.conf import settings as configured
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from partnerships.mail.delivery import AT_A_TIME
from partnerships.mail.message import EmailContent
from partnerships.mail.outbox import queue_email, queue_urgent_email
from partnerships.mail.workers import MOST_WORKERS, pause_after, take_up, write_off_lost
from partnerships.members.services import MEMBERSHIP
from partnerships.models import Delivery, OutgoingEmail
from tests import scenarios
from tests.mail_server import MailServer

pytestmark = pytest.mark.django_db(transaction=True)
FEW = 3
"""E-mails that may leave before a code: at a second for each, its own too, less than five pass."""
PATIENCE = 120
"""Seconds after which something has gone wrong, however busy the machine is."""


def wait_for(true: Callable[[], object]) -> None:
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.02)


@pytest.fixture
def server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    yield server
    server.open.set()
    server.stop()


@pytest.fixture
def cast(settings) -> scenarios.Cast:
    """Riverside, where tasks wait for a worker."""
    backend = {"BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": settings.TASKS["default"] | backend}
    return scenarios.riverside()


def database_url() -> str:
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@pytest.fixture
def log(tmp_path) -> Path:
    return tmp_path / "log"


@pytest.fixture
def manage(server, log) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start a command beside the test, on its database and its mail server."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATABASE_URL": database_url(),
        "EMAIL_URL": f"smtp://127.0.0.1:{server.port}",
        "TASKS_BACKEND": "django_tasks_db.DatabaseBackend",
    }
    started = []

    def start(*command: str) -> subprocess.Popen:
        manage_py = str(configured.BASE_DIR / "manage.py")
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, manage_py, *command], env=environment, stdout=out, stderr=out
            )
        started.append(process)
        return process

    yield start
    server.open.set()
    for process in started:
        process.terminate()
    for process in started:
        process.wait()


def write_to(how_many: int, partnership) -> list[OutgoingEmail]:
    members = scenarios.fill(partnership, scenarios.COUNCIL, how_many)
    return queue_email(kind=MEMBERSHIP, members=members)


def workers_of(crew: subprocess.Popen) -> list[psutil.Process]:
    return psutil.Process(crew.pid).children()


def waiting() -> int:
    return OutgoingEmail.objects.filter(state=Delivery.WAITING).count()


def test_a_code_does_not_wait_behind_a_mailing_of_500(cast, server, manage, client):
    [member] = scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    queue_email(kind=MEMBERSHIP, members=[member] * 500)
    server.open.clear()
    manage("db_worker", "--queue-name", "emails")
    wait_for(lambda: server.begun)  # the first of a task: no moment to ask is worse
    client.post(reverse("account_login"), {"email": "ana@example.org"})
    server.open.set()
    wait_for(lambda: "ana@example.org" in server.reached)
    went_before = server.begun.index("ana@example.org")
    assert went_before <= FEW, "only what the worker had in hand"


def test_a_killed_worker_is_followed_by_another_and_nothing_is_sent_twice(
    cast, server, manage, log
):
    emails = write_to(10, cast.partnership)
    server.open.clear()
    crew = manage("worker", "--others", "0")
    wait_for(lambda: server.begun)
    [worker] = workers_of(crew)
    worker.kill()
    wait_for(lambda: server.cut_off)
    server.open.set()
    wait_for(lambda: not waiting())
    assert Counter(server.reached) == Counter(one.to for one in emails)
    assert crew.poll() is None
    assert "A worker ended" in log.read_text()
    assert "@" not in log.read_text()


def test_what_is_in_hand_is_finished_when_workers_are_told_to_stop(cast, server, manage, log):
    write_to(10, cast.partnership)
    server.open.clear()
    crew = manage("worker", "--others", "0")
    wait_for(lambda: server.begun)
    crew.send_signal(signal.SIGTERM)
    wait_for(lambda: "shutting down" in log.read_text())
    server.open.set()
    assert crew.wait(PATIENCE) == 0
    assert len(set(server.reached)) == len(server.taken) == AT_A_TIME
    assert waiting() == 10 - AT_A_TIME
    assert not DBTaskResult.objects.running().exists()
    assert not OutgoingEmail.objects.exclude(held_by="").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nobody tells them")
def test_workers_end_with_a_command_that_is_killed(cast, server, manage):
    write_to(10, cast.partnership)
    server.open.clear()
    crew = manage("worker")
    wait_for(lambda: server.begun)
    workers = workers_of(crew)
    crew.kill()
    crew.wait()
    server.open.set()
    psutil.wait_procs(workers, PATIENCE)
    assert not any(one.is_running() for one in workers)
    assert len(set(server.reached)) == len(server.taken) <= AT_A_TIME
    assert not DBTaskResult.objects.running().exists()


def test_two_crews_send_each_email_once(cast, server, manage):
    emails = write_to(30, cast.partnership)
    manage("worker", "--others", "0")
    manage("worker", "--others", "0")
    wait_for(lambda: not waiting())
    assert Counter(server.reached) == Counter(one.to for one in emails)


def running(*worker_ids: str, **values) -> DBTaskResult:
    queue_urgent_email(
        kind="sign-in", to="ana@example.org", content=EmailContent("S", "ABCD"), partnership=None
    )
    task = DBTaskResult.objects.latest("enqueued_at")
    task.status, task.worker_ids = "RUNNING", list(worker_ids)
    task.started_at = timezone.now()
    for name, value in values.items():
        setattr(task, name, value)
    task.save()
    return task


def test_only_the_tasks_of_the_worker_that_ended_are_taken_up(cast):
    ours, theirs = running("one"), running("one", "another")
    take_up("one")
    ours.refresh_from_db()
    theirs.refresh_from_db()
    assert (ours.status, theirs.status) == ("READY", "RUNNING")


def test_a_task_in_which_every_worker_ends_is_given_up(cast):
    task = running(*(f"worker-{i}" for i in range(MOST_WORKERS)))
    take_up(task.worker_ids[-1])
    task.refresh_from_db()
    assert task.status == "FAILED"


def test_a_task_that_nobody_can_have_in_hand_any_more_is_written_off(cast):
    lost = running("one", started_at=timezone.now() - timezone.timedelta(days=2))
    at_work = running("another")
    write_off_lost()
    lost.refresh_from_db()
    at_work.refresh_from_db()
    assert (lost.status, at_work.status) == ("FAILED", "RUNNING")


def test_workers_that_end_at_once_are_started_less_and_less_often():
    assert [pause_after(times) for times in (0, 1, 2, 3, 10)] == [0, 1, 3, 7, 60]
