"""A form that is sent without the token of this session: what is said, and the way back."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import scenarios

pytestmark = pytest.mark.once

OPEN_AGAIN = "Open the page again"


@pytest.fixture
def browser(cast) -> Client:
    """Ana's browser, which is asked for the token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.person("ana"))
    return client


@pytest.fixture
def page(cast) -> str:
    return reverse("partnerships:member-add", args=[cast.partnership.pk])


def text(reply) -> str:
    assert reply.status_code == 403
    return reply.content.decode()


def test_signing_in_elsewhere_leads_back_to_the_page_where_it_then_works(browser, page, cast):
    browser.get(page)
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32  # signing in has renewed it
    told = text(browser.post(page, {"name": "Gus"}))
    assert f'href="{page}">{OPEN_AGAIN}' in told
    assert "another tab" in told
    token = browser.get(page).context["csrf_token"]
    again = browser.post(page, {"name": "", "csrfmiddlewaretoken": str(token)})
    assert again.status_code == 200


def test_a_browser_that_says_which_site_it_came_from_is_led_back_to_the_page_all_the_same(
    browser, page
):
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    told = text(browser.post(f"{page}?from=list", headers={"Referer": "http://testserver/"}))
    assert f'href="{page}?from=list">{OPEN_AGAIN}' in told


def test_what_is_sent_to_an_address_that_shows_nothing_leads_back_to_the_page_above(browser, cast):
    review = scenarios.draft_review(cast.partnership)
    address = reverse("assessments:review-try-end", args=[review.pk])
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    told = text(browser.post(address, headers={"Referer": "http://testserver/"}))
    assert f'href="{address}">{OPEN_AGAIN}' in told
    page = reverse("assessments:review", args=[review.pk])
    assert browser.get(address, follow=True).redirect_chain == [(page, 302)]


def test_a_form_that_says_what_page_it_is_on_leads_back_there(browser, page):
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    language = reverse("accounts:language")
    assert f'href="{page}">{OPEN_AGAIN}' in text(browser.post(language, {"next": page}))
    elsewhere = browser.post(language, {"next": "https://elsewhere.example/"})
    assert f'href="{language}">{OPEN_AGAIN}' in text(elsewhere)
    assert browser.get(language, follow=True).redirect_chain == [(reverse("home:home"), 302)]


@pytest.mark.parametrize("came_from", ["https://elsewhere.example/", "javascript:alert(1)", ""])
def test_another_site_is_not_led_back_to(browser, page, came_from):
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    told = text(browser.post(page, headers={"Referer": came_from}))
    assert f'href="{page}">{OPEN_AGAIN}' in told


def test_a_browser_that_keeps_no_cookies_is_told_so_instead_of_going_round_in_circles(db):
    told = text(Client(enforce_csrf_checks=True).post(reverse("account_login")))
    assert "Allow cookies" in told
    assert "another tab" not in told
