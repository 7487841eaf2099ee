"""Erases a person who cannot sign in to do it. Without --apply, says what would be erased."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Person
from partnerships.refusals import Refused
from privacy.erasure import erase


class Command(BaseCommand):
    help = (
        "Erases the person with this email address: their name and address are removed "
        "everywhere, and shared results stay. They are sent a final email to confirm."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument(
            "--apply", action="store_true", help=("erase the person; this cannot be undone")
        )

    def handle(self, *, address: str, apply: bool, **_options: object) -> None:
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError("No one has this address.")
        for member in person.memberships.select_related("partnership"):
            self.stdout.write(f"{member}, {member.get_role_display()} in {member.partnership}")
        if not apply:
            self.stdout.write(
                "Nothing has been erased. Run the command again with --apply to erase this person."
            )
            return
        try:
            erase(person=person)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("The person has been erased.")
