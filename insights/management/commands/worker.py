"""Runs queued tasks, and does the work of a scheduler. To be kept running beside the web server."""

from argparse import ArgumentParser

from django.core.management import call_command
from django.core.management.base import BaseCommand

from insights.schedule import enqueue_due
from partnerships.mail.delivery import queue_waits, send_due
from partnerships.mail.workers import FOR_EMAILS, FOR_THE_REST, Chore, Crew, WorkerSlot

MINUTE = 60
DAY = 24 * 60 * MINUTE


class Command(BaseCommand):
    help = (
        "Keeps workers running, starts another when one ends, and does the work of send_emails, "
        "run_schedule and tidy when it is due. When told to stop, it lets each worker finish its "
        "current task. It is safe to run on several machines at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--emails", type=int, default=1, help="Workers for email only.")
        parser.add_argument("--others", type=int, default=1, help="Workers for everything else.")

    def handle(self, *, emails: int, others: int, **_options: object) -> None:
        wanted = [FOR_EMAILS] * emails + [FOR_THE_REST] * others
        chores = [
            Chore(send_due, every=MINUTE),
            Chore(enqueue_due, every=10 * MINUTE),
            Chore(lambda: call_command("tidy"), every=DAY),
        ]
        Crew([WorkerSlot(queues) for queues in wanted if queue_waits()], chores).run()
