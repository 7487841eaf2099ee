"""Deletes what has expired: for a scheduler, once a day, where `worker` is not used."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from accounts.devices import forget_ended
from partnerships.mail.delivery import queue_waits
from partnerships.mail.workers import write_off_lost
from partnerships.models import UnapprovedEmail


class Command(BaseCommand):
    help = (
        "Deletes ended sessions, records of their devices, expired counts, and records of tasks "
        "finished two weeks ago. Safe to run at any time."
    )

    def handle(self, **_options: object) -> None:
        call_command("clearsessions")
        forget_ended()
        UnapprovedEmail.objects.forget()
        if queue_waits():
            write_off_lost()
            call_command("prune_db_task_results", queue_name="*", verbosity=0)
