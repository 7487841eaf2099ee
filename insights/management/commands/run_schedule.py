"""Does what is due for reviews. For a scheduler to run every few minutes."""

from django.core.management.base import BaseCommand

from insights.schedule import enqueue_due


class Command(BaseCommand):
    help = (
        "Queues a task for every review that is due to open, send reminders, close, share its "
        "results or have its answers deleted. It is safe to run at any time, even twice at once."
    )

    def handle(self, **_options: object) -> None:
        self.stdout.write(f"{enqueue_due()} reviews are due.")
