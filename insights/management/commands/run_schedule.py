"""Does what is due for reviews: for a scheduler, every few minutes."""

from django.core.management.base import BaseCommand

from insights.schedule import enqueue_due


class Command(BaseCommand):
    help = (
        "Puts a task in the queue for every review that is due to open, to send reminders, to "
        "close, to share its results or to lose its answers. Safe to run at any time, and twice "
        "at once."
    )

    def handle(self, **_options: object) -> None:
        self.stdout.write(f"{enqueue_due()} reviews are due.")
