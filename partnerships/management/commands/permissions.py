"""Prints who may do what: `manage.py permissions > docs/permissions.md`."""

from django.core.management.base import BaseCommand

from partnerships.permissions import permissions


class Command(BaseCommand):
    help = "Prints the table of roles and permissions that docs/permissions.md holds."

    def handle(self, **_options: object) -> None:
        self.stdout.write(permissions(), ending="")
