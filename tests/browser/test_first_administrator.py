"""The host makes themselves administrator as their guide says, and signs in, on a real server."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db import connection
from playwright.sync_api import Page, expect

from .conftest import DESK
from .serving import Server
from .test_passkeys import give_device

pytestmark = pytest.mark.once

HOST = "host@example.org"


@pytest.fixture
def mail(tmp_path) -> Path:
    """Where e-mails are written to."""
    return tmp_path


@pytest.fixture
def server(transactional_db, mail) -> Iterator[Server]:
    server = Server(
        SECOND_FACTOR_FOR_COORDINATORS="True",
        EMAIL_URL=f"filemail:///{mail}",
        TASKS_BACKEND="django_tasks_db.DatabaseBackend",
        CACHE_URL="dbcache://accounts_counter",
    )
    nothing_is_counted()
    server.start()
    yield server
    server.kill()
    nothing_is_counted()


def nothing_is_counted() -> None:
    """The table of counters belongs to no model, so nobody else empties it."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM accounts_counter")


@pytest.fixture
def site(server, settings) -> str:
    settings.SITE_URL = server.url
    return server.url


@pytest.fixture
def enter_code(server, mail) -> Callable[[Page], None]:
    """Ask for a code and enter the only one that the worker sends."""
    seen = set()

    def enter(page: Page) -> None:
        page.get_by_label("Email address").fill(HOST)
        page.get_by_role("button", name="Send me a code").click()
        expect(page.get_by_role("heading", name="Enter the code we sent you")).to_be_visible()
        server.manage("db_worker", "--batch", "--queue-name", "emails")
        written = "".join(one.read_text() for one in mail.iterdir())
        [code] = set(re.findall(r"^Subject: (\S+) is your code", written, re.M)) - seen
        seen.add(code)
        page.get_by_label("Code").fill(code)
        page.get_by_role("button", name="Continue").click()

    return enter


@pytest.fixture
def page(window) -> Page:
    """The host's. Django's own pages have no icon, and the browser looks for one."""
    page = window(DESK)
    page.watch.expect("/favicon.ico")
    return page


def is_at_work(page: Page) -> None:
    expect(page.get_by_role("heading", name="Site administration")).to_be_visible()
    assert page.url.endswith("/admin/")


def signs_out(page: Page) -> None:
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_one_code_then_a_passkey_and_they_are_at_work(server, page, enter_code):
    server.manage("createsuperuser", "--noinput", "--email", HOST)
    give_device(page)
    page.goto(f"{server.url}/admin/")
    enter_code(page)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add the passkey").click()
    page.get_by_role("link", name="I have saved them").click()
    is_at_work(page)
    signs_out(page)
    page.goto(f"{server.url}/account/sign-in/")
    enter_code(page)
    page.get_by_role("button", name="Use a passkey").click()
    is_at_work(page)
    signs_out(page)
    page.goto(f"{server.url}/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    is_at_work(page)
    page.goto(server.url)
    page.get_by_role("link", name="Go to the administration pages").click()
    is_at_work(page)


def test_one_code_then_an_app_and_they_are_at_work(server, page, enter_code):
    server.manage("createsuperuser", "--noinput", "--email", HOST)
    page.goto(f"{server.url}/account/sign-in/")
    enter_code(page)
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("code").text_content()
    now = int(time.time()) // 30
    page.get_by_label("Code shown in the app").fill(format_hotp_value(hotp_value(secret, now)))
    page.get_by_role("button", name="Set up the app").click()
    page.get_by_role("link", name="I have saved them").click()
    is_at_work(page)
    signs_out(page)
    page.goto(f"{server.url}/admin/accounts/person/")
    enter_code(page)
    later = format_hotp_value(hotp_value(secret, int(time.time()) // 30 + 1))
    page.get_by_label("Code from your app").fill(later)
    page.get_by_role("button", name="Use this code").click()
    expect(page.get_by_role("link", name=HOST)).to_be_visible()
    assert page.url.endswith("/admin/accounts/person/")
