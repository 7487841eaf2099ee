"""Sends every due email: for a scheduler, where `worker` is not used."""

from django.core.management.base import BaseCommand

from partnerships.mail.delivery import queue_waits, send_due


class Command(BaseCommand):
    help = (
        "Sends emails that are due and not queued: those a mail server asked to be sent again "
        "later, and those whose worker stopped half-way; workers, if any, send them. "
        "Safe to run at any time, and twice at once."
    )

    def handle(self, **_options: object) -> None:
        what = "put into the queue" if queue_waits() else "sent"
        self.stdout.write(f"{send_due()} emails {what}.")
