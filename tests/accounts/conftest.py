"""What tests of accounts share: signing in by e-mailed code, and bounds on it."""

import re

import environ
import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

ACCOUNT = reverse("accounts:account")
DESK = "Mozilla/5.0 (Windows NT 10.0; rv:131.0) Gecko/20100101 Firefox/131.0"


@pytest.fixture
def send(mailoutbox, django_capture_on_commit_callbacks):
    """Fill in a form, and let the e-mails that it causes leave."""

    def sent(browser, url, **data):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(url, data, follow=True)

    return sent


@pytest.fixture
def code_for(mailoutbox):
    """The code that was e-mailed to this address last."""

    def read(email: str) -> str:
        [*_others, last] = [one for one in mailoutbox if one.to == [email]]
        return re.match(r"\S+", last.subject)[0]

    return read


@pytest.fixture
def signed_in(cast, send, code_for):
    """A browser in which somebody has signed in with a code: `signed_in("ana@…", device)`."""

    def browse(email: str, user_agent: str = DESK) -> Client:
        cache.clear()  # how often somebody asks for a code is not what is tested here
        browser = Client(headers={"user-agent": user_agent})
        send(browser, reverse("account_login"), email=email)
        send(browser, reverse("account_confirm_login_code"), code=code_for(email))
        assert browser.get(ACCOUNT).status_code == 200
        return browser

    return browse


@pytest.fixture
def bounds(settings):
    """Change some of the bounds: `bounds(to_strangers="2/d/key")`."""

    def change(**to: str) -> None:
        settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | to

    return change


@pytest.fixture
def as_in_production(settings, db):
    """Counted in the database, and sent by a worker; nothing is counted in the next test."""
    counters = environ.Env.cache_url_config(settings.COUNTERS)
    settings.CACHES = {"default": settings.CACHES["default"] | counters}
    backend = {"BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": settings.TASKS["default"] | backend}
    yield
    cache.clear()
