"""Prints the sign used for an address in the sign-in log."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from accounts.sign_in_log import sign_of


class Command(BaseCommand):
    help = "Print the sign for an email or network address in the log."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("address")

    def handle(self, address: str, **options: object) -> None:
        self.stdout.write(sign_of(address))
