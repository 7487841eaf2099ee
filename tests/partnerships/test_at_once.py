"""What two people do in the same moment."""

import threading

import pytest
from django.db import connection

from partnerships.members.membership import leave as leave_now
from partnerships.models import Member
from partnerships.refusals import Refused
from tests import scenarios


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_leave_at_once_do_not_both_go():
    cast = scenarios.riverside()
    Member.objects.filter(pk=cast.ben.pk).update(role="coordinator")
    start, refused = threading.Barrier(2), []

    def go(pk):
        member = Member.objects.select_related("partnership", "person").get(pk=pk)
        start.wait()
        try:
            leave_now(member=member)
        except Refused:
            refused.append(pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=[one.pk]) for one in (cast.ana, cast.ben)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert cast.partnership.members.coordinators().count() == 1
