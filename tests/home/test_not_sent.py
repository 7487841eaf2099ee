"""A form that is sent without the token of this session: what is said, and the way back."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests import scenarios

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
    came_from = {"Referer": f"http://testserver{page}"}
    told = text(browser.post(page, {"name": "Gus"}, headers=came_from))
    assert f'href="http://testserver{page}">{OPEN_AGAIN}' in told
    assert "another tab" in told
    token = browser.get(page).context["csrf_token"]
    again = browser.post(page, {"name": "", "csrfmiddlewaretoken": str(token)}, headers=came_from)
    assert again.status_code == 200


def test_what_is_sent_to_an_address_that_shows_nothing_leads_back_to_where_it_was_sent(
    browser, cast
):
    review = scenarios.draft_review(cast.partnership)
    shown = f"http://testserver{reverse('assessments:review', args=[review.pk])}"
    address = reverse("assessments:review-try", args=[review.pk])
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    assert f'href="{shown}"' in text(browser.post(address, headers={"Referer": shown}))


@pytest.mark.parametrize("came_from", ["https://elsewhere.example/", "javascript:alert(1)", ""])
def test_another_site_is_not_led_back_to(browser, page, came_from):
    browser.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    told = text(browser.post(page, headers={"Referer": came_from}))
    assert f'href="{page}">{OPEN_AGAIN}' in told


def test_a_browser_that_keeps_no_cookies_is_told_so_instead_of_going_round_in_circles(db):
    told = text(Client(enforce_csrf_checks=True).post(reverse("account_login")))
    assert "Allow cookies" in told
    assert "another tab" not in told
