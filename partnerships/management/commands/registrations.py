"""Lists partnerships waiting for approval, approves them, and invites people to register."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from accounts.models import Person
from partnerships.models import Partnership
from partnerships.registration import approve, invite


class Command(BaseCommand):
    help = "Lists partnerships waiting for approval, oldest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        instead = parser.add_mutually_exclusive_group()
        instead.add_argument(
            "--approve",
            metavar="ID",
            help="let this partnership open reviews, and tell its coordinators",
        )
        instead.add_argument(
            "--invite",
            metavar="EMAIL",
            help="let a person register without approval, and tell them",
        )

    def handle(self, **options: str | None) -> None:
        if options["approve"]:
            self._approve(options["approve"])
        elif options["invite"]:
            self._invite(options["invite"])
        else:
            self._list()

    def _approve(self, partnership_id: str) -> None:
        waiting = Partnership.objects.unapproved().filter(pk=partnership_id).first()
        if waiting is None:
            raise CommandError(f"No partnership {partnership_id} is waiting for approval.")
        approve(partnership=waiting)
        self.stdout.write(f"{waiting} has been approved.")

    def _invite(self, email: str) -> None:
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an email address.") from None
        self.stdout.write(f"{invite(email=email)} has been invited.")

    def _list(self) -> None:
        for one in Partnership.objects.unapproved().select_related("registered_by"):
            who = one.registered_by or "someone whose account has been deleted"
            self.stdout.write(f"{one.pk}  {one.created_at:%Y-%m-%d}  {one} – {who}")
        if not Person.objects.hosts().exists():
            self.stderr.write("There is no host administrator, so no one is told about these.")
