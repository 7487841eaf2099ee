"""Erases a person who can't sign in and do it themselves; without --apply, says what would go."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Person
from partnerships.refusals import Refused
from privacy.erasure import erase


class Command(BaseCommand):
    help = (
        "Erases the person with this e-mail address: their name and address go everywhere, what "
        "was shared stays. They are told by a last e-mail."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")
        parser.add_argument("--apply", action="store_true", help="erase; this can't be undone")

    def handle(self, *, address: str, apply: bool, **_options: object) -> None:
        person = Person.objects.filter(email__iexact=address).first()
        if person is None:
            raise CommandError("Nobody has this address.")
        for member in person.memberships.select_related("partnership"):
            self.stdout.write(f"{member}, {member.get_role_display()} in {member.partnership}")
        if not apply:
            self.stdout.write("Nothing is erased. Run it again with --apply to erase them.")
            return
        try:
            erase(person=person)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write("They are erased.")
