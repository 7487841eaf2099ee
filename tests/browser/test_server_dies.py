"""A member goes on answering while the server is killed and comes back."""

import re

import pytest
from django.core import mail
from playwright.sync_api import expect

from tests import opened, scenarios

from .answering import KEPT, RATINGS, chosen, is_saved, nothing_is_left
from .conftest import PHONE
from .serving import Server

NOISE = ("ERR_CONNECTION_REFUSED", "ERR_EMPTY_RESPONSE", "ERR_CONNECTION_RESET")


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
    assert opened.answer().rating == 4

    server.start()
    page.goto(address)
    is_saved(page)
    assert chosen(page)[:2] == ["2", "5"]
    expect(page.get_by_role("textbox")).to_have_value("The line went dead.")
    assert sorted(opened.ratings()) == [2, 5]
    assert nothing_is_left(page)
