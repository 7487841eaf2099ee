"""A browser for the tests, whose windows may not complain, fail or speak to another host.

Tests here fail where there is no browser; they never skip.
"""

import re
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as configured
from django.core import mail
from django.db import connections
from django.test import Client
from playwright.sync_api import Page, expect

from accounts.models import Person
from tests import chromium, scenarios

from .answering import KEPT, begin, cut_off, says, touch
from .walking import Visit, look
from .watching import Watch

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = timedelta(seconds=60) / timedelta(milliseconds=1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args, playwright):
    path = chromium.found_by(playwright)
    assert path, "There is no browser. Install one with: python -m tests.chromium"
    expect.set_options(timeout=PATIENCE)
    return browser_type_launch_args | chromium.LAUNCH | {"executable_path": path}


@pytest.fixture(scope="session")
def playwright(playwright):
    """While its loop runs, Django gives tests connections of their own, which end with it."""
    yield playwright
    connections.close_all()


@pytest.fixture(scope="session")
def base_url(live_server) -> str:
    """Where windows find the product."""
    return live_server.url


@pytest.fixture
def site(base_url, settings) -> Iterator[str]:
    """The address of the product, which its e-mails name too.

    What a closed window has asked for is seen to before the next test empties the database.
    """
    settings.SITE_URL = base_url
    yield base_url
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(PATIENCE / 1000)


@pytest.fixture
def cast(transactional_db) -> scenarios.Cast:
    """Made for each test, which commits what it does: the server has a thread of its own."""
    return scenarios.riverside()


@pytest.fixture
def window(site, new_context) -> Callable[..., Page]:
    """Opens a window of its own: `window(PHONE, …)`; what it should not go through fails."""
    watches: list[Watch] = []

    def opened(viewport: dict[str, int] = DESK, **options) -> Page:
        context = new_context(viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        watch = Watch(site)
        watch.over(context)
        watches.append(watch)
        page = context.new_page()
        page.watch = watch
        return page

    yield opened
    assert not [noise for watch in watches for noise in watch.unexpected()]


@pytest.fixture
def review(cast, site):
    return scenarios.open_review(cast.partnership)


@pytest.fixture
def link(review) -> str:
    """The address in Ben's e-mail."""
    [sent] = [one for one in mail.outbox if one.to == ["ben@example.org"]]
    return re.search(r"http://\S+/respond/\S+", sent.body).group()


@pytest.fixture
def phone(window):
    return window(PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def unsent(phone, link) -> Page:
    """A phone that keeps an answer and a comment which could not be sent."""
    begin(phone, link)
    cut_off(phone)
    touch(phone, "Agree")
    phone.get_by_role("textbox").fill("In a tunnel.")
    says(phone, KEPT)
    return phone


def sign_in(page: Page, person: Person) -> None:
    """Give the window the session of somebody who has signed in."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[configured.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": configured.SITE_URL}]
    )


@pytest.fixture
def walk(window, cast):
    """Looks at pages as somebody of the cast, and says all that is wrong with them at once."""

    def walked(name: str, *visits: Visit) -> None:
        page = window(PHONE, reduced_motion="reduce")
        page.add_init_script(AXE_SCRIPT)
        if name != "stranger":
            sign_in(page, cast.person(name))
        found = [
            f"{visit.url} {visit.press} as {name}: {what}"
            for visit in visits
            for what in look(page, visit)
        ]
        assert not found, "\n".join(found)

    return walked
