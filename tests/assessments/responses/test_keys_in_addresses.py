"""Addresses that are their own key: no token, no cookie, nothing another tab could upset."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Invitation, JoinLink, JoinRequest
from partnerships.models import Member
from tests import opened, scenarios

FIRST = "approach"
HERE = {"Origin": "http://testserver"}


@pytest.fixture
def review(cast):
    return scenarios.open_review(cast.partnership)


@pytest.fixture
def at(review, cast):
    token = scenarios.token_for(review, cast.ben)
    return lambda name, *args: reverse(f"assessments:{name}", args=[review.pk, token, *args])


@pytest.fixture
def browser() -> Client:
    """A browser that is asked for the token wherever one has to be sent."""
    return Client(enforce_csrf_checks=True)


def test_a_member_answers_in_a_browser_that_keeps_no_cookies(browser, at, settings):
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    for name, *args in (["respond"], ["respond-section", FIRST], ["respond-check"]):
        assert not browser.get(at(name, *args)).cookies
    sent = browser.post(at("respond-answer", FIRST), {"approach-need": "4"}, headers=HERE)
    assert sent.status_code == 204
    browser.cookies.clear()
    browser.post(at("respond-section", FIRST), {"approach-gain": "2"}, headers=HERE)
    assert len(opened.answers()) == 2
    assert browser.post(at("respond-submit"), headers=HERE).url == at("respond-thanks")
    chosen = browser.post(at("respond-language"), {"language": "cy", "next": at("respond")})
    assert chosen.url == at("respond")
    assert 'lang="cy"' in Client().get(at("respond")).content.decode()


def test_no_cookie_is_needed_for_no_more_reminders_for_joining_or_for_saying_no(
    browser, at, review, cast
):
    browser.post(at("respond-reminders"), headers=HERE)
    assert Invitation.objects.get(review=review, member=cast.ben).no_reminders
    link = JoinLink.objects.create(review=review, is_on=True)
    asking = {"name": "Gus", "email": "gus@example.org", "level": "community"}
    asking["organisation"] = cast.ben.organisation_id
    joined = browser.post(reverse("assessments:join", args=[link.key]), asking, headers=HERE)
    assert joined.url == reverse("assessments:join-asked", args=[link.key])
    assert JoinRequest.objects.get().name == "Gus"
    [priya] = scenarios.add_members(
        partnership=cast.partnership, members=[scenarios.new_member("Priya")]
    )
    place = reverse("partnerships:membership", args=[priya.seal])
    assert browser.post(place, {"reply": "no"}, headers=HERE).status_code == 302
    assert not Member.objects.filter(pk=priya.pk).exists()


def test_a_host_known_by_another_name_takes_what_its_own_pages_send(browser, at, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://parallax.example.org"]
    headers = {"Origin": "https://parallax.example.org"}
    sent = browser.post(at("respond-answer", FIRST), {"approach-need": "4"}, headers=headers)
    assert sent.status_code == 204
