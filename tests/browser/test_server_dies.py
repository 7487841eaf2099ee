"""A member goes on answering while the server is killed and comes back."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest
from django.core import mail
from django.db import connection
from playwright.sync_api import expect

from assessments.models import Answer
from tests import scenarios

from .answering import KEPT, RATINGS, chosen, is_saved, nothing_is_left
from .conftest import PHONE

HERE = "127.0.0.1"
PATIENCE = 60  # seconds in which a process begins to answer on the busiest machine
SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "True"}
NOISE = ("ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")


class Server:
    """The product in a process of its own, on the database of this test."""

    def __init__(self) -> None:
        with socket.socket() as free:
            free.bind((HERE, 0))
            self.port = free.getsockname()[1]
        self.url = f"http://{HERE}:{self.port}"

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--bind", f"{HERE}:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "--log-level", "critical"],
            env=os.environ | SETTINGS | {"DATABASE_URL": database_url()},
            start_new_session=True,
        )
        while self.process.poll() is None:
            with suppress(URLError), urlopen(self.url, timeout=PATIENCE):
                return
            time.sleep(0.05)
        raise AssertionError("the server has ended")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def database_url() -> str:
    """Where the test's own database is."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    options = urlencode({"host": found["HOST"] or found["OPTIONS"].get("host", "")})
    return f"postgres://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?{options}"


@pytest.fixture
def server(transactional_db):
    server = Server()
    server.start()
    yield server
    server.kill()


@pytest.fixture
def site(server, settings) -> str:
    settings.SITE_URL = server.url
    return server.url


def test_nothing_is_lost_when_the_server_dies_and_the_page_is_left(cast, site, window, server):
    scenarios.open_review(cast.partnership)
    [sent] = [one for one in mail.outbox if one.to == ["ben@example.org"]]
    page = window(PHONE)
    page.goto(re.search(r"http://\S+/respond/\S+", sent.body).group())
    page.get_by_role("link", name="Start").click()
    page.locator(RATINGS).first.get_by_text("Agree", exact=True).click()
    is_saved(page)
    address = page.url

    page.watch.expect(*NOISE)
    server.kill()
    page.locator(RATINGS).first.get_by_text("Disagree", exact=True).click()
    page.locator(RATINGS).nth(1).get_by_text("Strongly agree", exact=True).click()
    page.get_by_role("textbox").fill("The line went dead.")
    expect(page.locator("#saved")).to_have_text(KEPT)
    page.goto("about:blank")
    assert Answer.objects.get().rating == 4

    server.start()
    page.goto(address)
    is_saved(page)
    assert chosen(page)[:2] == ["2", "5"]
    expect(page.get_by_role("textbox")).to_have_value("The line went dead.")
    assert sorted(Answer.objects.values_list("rating", flat=True)) == [2, 5]
    assert nothing_is_left(page)
