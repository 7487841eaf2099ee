"""Nobody learns whether an address is known from how much is done before the reply."""

import re
from collections import Counter

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from tests import scenarios

SIGN_IN = reverse("account_login")
ENTER = reverse("account_confirm_login_code")
LOST = reverse("assessments:link-lost")
CHANGE = re.compile(r"(INSERT INTO|UPDATE|DELETE FROM) .?(\w+)")


def asks_for_a_code(browser: Client, email: str) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as queries:
        assert browser.post(SIGN_IN, {"email": email}).status_code == 302
    return queries


def asks_for_another_code(browser: Client, email: str) -> CaptureQueriesContext:
    browser.post(SIGN_IN, {"email": email})
    with CaptureQueriesContext(connection) as queries:
        assert browser.post(ENTER, {"action": "resend"}).status_code == 302
    return queries


def asks_for_a_lost_link(browser: Client, email: str) -> CaptureQueriesContext:
    with CaptureQueriesContext(connection) as queries:
        assert browser.post(LOST, {"email": email}).status_code == 302
    return queries


def changes(queries: CaptureQueriesContext) -> Counter:
    """How often something is written to each table or deleted from it."""
    found = filter(None, (CHANGE.match(one["sql"]) for one in queries))
    return Counter((one[2], one[1] == "DELETE FROM") for one in found)


@pytest.mark.parametrize("out_of_bounds", [False, True])
@pytest.mark.parametrize("does", [asks_for_a_code, asks_for_another_code, asks_for_a_lost_link])
def test_as_much_is_done_for_an_unknown_address_as_for_a_known_one(
    transactional_db, as_in_production, bounds, does, out_of_bounds
):
    cast = scenarios.riverside()
    scenarios.open_review(cast.partnership)
    if out_of_bounds:
        bounds(visitor_to_strangers="0/h/ip")
    done = []
    for email in ("ben@example.org", "nobody@example.org"):
        does(Client(), "warmed-up@example.com")
        cache.clear()
        done.append(does(Client(), email))
    known, unknown = map(changes, done)
    assert known == unknown
    assert known["partnerships_outgoingemail", False] == 1
    assert known[DBTaskResult._meta.db_table, False] == 1
    assert abs(len(done[0]) - len(done[1])) <= 1, "a session looks up whose it is"
