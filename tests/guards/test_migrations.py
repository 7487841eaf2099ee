"""Every migration can be taken back, and done again."""

import pytest
from django.core.management import call_command
from django.db import connection

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
    finally:
        call_command("migrate", verbosity=0)
    assert tables() == before
    assert scenarios.riverside().partnership.members.count() == 5
