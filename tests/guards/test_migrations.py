"""Every migration can be taken back, and done again."""

import pytest
from django.core.management import call_command
from django.db import connection

from assessments.database_rules import RULES
from config.database_rules import installed, written
from tests import scenarios

OURS = ("discussions", "insights", "assessments", "partnerships")


def tables() -> set[str]:
    names = connection.introspection.table_names()
    return {name for name in names if name.startswith(OURS)}


@pytest.mark.django_db(transaction=True)
def test_migrations_go_back_to_nothing_and_forward_again():
    before = tables()
    try:
        for app in OURS:
            call_command("migrate", app, "zero", verbosity=0)
        assert not tables()
        assert not installed(connection)
    finally:
        call_command("migrate", verbosity=0)
    assert tables() == before
    assert installed(connection) == written(RULES, connection.vendor)
    assert scenarios.riverside().partnership.members.count() == 5
