"""Deletes what has run out: for a scheduler, once a day."""

from django.core.management import call_command
from django.core.management.base import BaseCommand

from partnerships.devices import forget_ended
from partnerships.models import Told


class Command(BaseCommand):
    help = (
        "Deletes sessions that have ended, where they were, and counts that are over. Safe to run "
        "at any time."
    )

    def handle(self, **_options: object) -> None:
        call_command("clearsessions")
        forget_ended()
        Told.objects.forget()
