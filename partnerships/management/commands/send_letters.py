"""Sends every e-mail that is due: for a scheduler, beside or instead of a worker."""

from django.core.management.base import BaseCommand

from partnerships.delivery import deliver_now
from partnerships.models import Letter


class Command(BaseCommand):
    help = (
        "Sends e-mails that are waiting and due: those a mail server asked to be sent again later, "
        "and those whose worker stopped half-way. Safe to run at any time, and twice at once."
    )

    def handle(self, **_options: object) -> None:
        due = list(Letter.objects.due().order_by("due_at").values_list("pk", flat=True))
        self.stdout.write(f"{deliver_now(due)} of {len(due)} e-mails sent.")
