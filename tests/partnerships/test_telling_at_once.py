"""Two tabs in the same moment get no further than one."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import Person
from partnerships.members.services import add_members, tell_members
from partnerships.models import Partnership, UnapprovedEmail
from partnerships.refusals import Refused
from partnerships.registration import MOST_WAITING, register_partnership
from tests import scenarios


def at_once(*calls: Callable[[], object]) -> int:
    """Do these in threads of their own, together; how many were refused."""
    start, refused, failures = threading.Barrier(len(calls)), [], []

    def run(call: Callable[[], object]) -> None:
        try:
            start.wait(30)
            call()
        except Refused as refusal:
            refused.append(refusal)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    return len(refused)


@pytest.fixture
def waiting(transactional_db, settings) -> Partnership:
    settings.TOLD_UNTIL_APPROVED = 5
    cast = scenarios.riverside()
    values = {"approved_at": None, "registered_by": cast.ana.person}
    Partnership.objects.filter(pk=cast.partnership.pk).update(**values)
    return Partnership.objects.get(pk=cast.partnership.pk)


def test_two_who_tell_at_once_count_together(waiting):
    new = [scenarios.new_member(f"Outsider {number}") for number in range(6)]
    members = add_members(partnership=waiting, members=new)
    halves = members[:3], members[3:]
    calls = [lambda half=half: tell_members(members=half) for half in halves]
    assert at_once(*calls) == 1
    assert UnapprovedEmail.objects.count() == 3
    assert waiting.members.filter(status="invited").count() == 3


def test_two_who_register_at_once_count_together(transactional_db):
    account = Person.objects.known_as("ana@example.org")

    def register() -> None:
        register_partnership(
            partnership=Partnership(name="N", purpose="-", kind="other", basis="chosen", area="-"),
            by=account,
            coordinator=scenarios.new_member("Ana", role="coordinator"),
        )

    for _each in range(MOST_WAITING - 1):
        register()
    assert at_once(register, register) == 1
    assert account.registered.count() == MOST_WAITING
