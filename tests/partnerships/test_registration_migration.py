"""Partnerships that were there before anybody had to approve any."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from partnerships.models import Partnership

BEFORE = ("partnerships", "0011_named_own")


@pytest.mark.django_db(transaction=True)
def test_they_are_approved():
    try:
        MigrationExecutor(connection).migrate([BEFORE])
        apps = MigrationExecutor(connection).loader.project_state([BEFORE]).apps
        old = apps.get_model("partnerships", "Partnership").objects
        pk = old.create(name="Riverside", kind="other", basis="chosen", area="-").pk
    finally:
        call_command("migrate", verbosity=0)
    partnership = Partnership.objects.get(pk=pk)
    assert partnership.is_approved
    assert partnership.approved_at == partnership.created_at
