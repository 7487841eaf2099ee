"""Nobody tries for ever, however many processes serve."""

import environ
import pytest
from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.core.checks import run_checks
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse


@pytest.fixture
def counted_in_database(settings, db):
    """As production counts unless it is told otherwise."""
    unset = environ.Env.cache_url_config(settings.COUNTERS)
    settings.CACHES = {"default": settings.CACHES["default"] | unset}


def kept() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM accounts_counter")
        return [str(row) for row in cursor.fetchall()]


@pytest.mark.parametrize("email", ["ana@example.org", "nobody@example.org"])
def test_codes_are_counted_where_every_process_looks(counted_in_database, cast, email):
    """A known address and an unknown one alike."""
    url = reverse("account_login")
    assert {Client().post(url, {"email": email}).status_code for _each in range(3)} == {302}
    page = Client().post(url, {"email": email})
    assert "Too many attempts" in str(page.context["form"].errors)
    assert kept()
    assert "127.0.0.1" not in str(kept()), "nobody's address can be read there"
    assert email not in str(kept())


def test_what_one_process_counts_another_knows(counted_in_database):
    here, there = (caches.create_connection("default") for _each in range(2))
    here.set("tries", [1, 2], 60)
    assert there.get("tries") == [1, 2]
    assert not there.add("tries", [], 60)


@pytest.mark.parametrize(
    ("backend", "warned"),
    [("locmem.LocMemCache", True), ("dummy.DummyCache", True), ("db.DatabaseCache", False)],
)
def test_a_deployment_whose_processes_count_apart_is_warned(settings, backend, warned):
    settings.CACHES = {
        "default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": "any"}
    }
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert ("accounts.W001" in found) is warned


@pytest.mark.parametrize("is_on", [True, False])
def test_a_deployment_that_offers_the_demonstration_is_warned(settings, is_on):
    settings.DEMONSTRATION = is_on
    found = {one.id for one in run_checks(include_deployment_checks=True)}
    assert ("accounts.W002" in found) is is_on


@pytest.mark.parametrize(("backend", "warned"), [("console", True), ("smtp", False)])
def test_deployment_warns_of_e_mail_that_is_printed(settings, backend, warned):
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"
    found = {problem.id for problem in run_checks(include_deployment_checks=True)}
    assert ("accounts.W003" in found) is warned


@pytest.mark.parametrize(("proxies", "seen"), [(0, "10.0.0.1"), (1, "192.0.2.7")])
def test_behind_a_proxy_each_visitor_counts_for_themselves(settings, proxies, seen):
    """Only what our own proxy has added is believed, and not what came in from outside."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    request = RequestFactory().get(
        "/", REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": "203.0.113.9, 192.0.2.7"}
    )
    assert get_adapter().get_client_ip(request) == seen


def test_visitors_count_apart_where_a_server_writes_their_addresses_as_ipv6(cast):
    """Those of one IPv6 network are one visitor, and all that are IPv4 lie in one."""
    url = reverse("account_signup")

    def statuses(*visitors: str) -> list[int]:
        asked = ((one, {"email": f"{i}@example.com"}) for i, one in enumerate(visitors))
        return [Client(REMOTE_ADDR=one).post(url, data).status_code for one, data in asked]

    assert set(statuses(*(f"::ffff:192.0.2.{i}" for i in range(12)))) == {302}
    assert statuses(*(f"2001:db8::{i}" for i in range(12)))[-2:] == [429, 429]
