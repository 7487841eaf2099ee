"""Passkeys, with a virtual device in the browser: added, signed in with, renamed, removed."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect

from .conftest import PHONE, sign_in
from .watching import barriers

pytestmark = pytest.mark.once


def give_device(page: Page) -> None:
    """A phone that keeps passkeys and knows its owner."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@pytest.fixture
def anas(window, cast) -> Page:
    """Ana's window, on a machine that keeps passkeys; she has signed in."""
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    page = window(PHONE)
    give_device(page)
    sign_in(page, cast.ana.person)
    return page


def add_passkey(page: Page, name: str) -> None:
    page.goto(reverse("mfa_add_webauthn"))
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    page.get_by_role("link", name="I have saved them").click()


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_role("link", name="Sign in", exact=True)).to_be_visible()


def test_a_passkey_is_added_and_signs_in_to_where_one_was_going(anas, cast):
    add_passkey(anas, "My phone")
    assert not barriers(anas)
    expect(anas.get_by_text("My phone", exact=False).first).to_be_visible()
    assert "A passkey was added." in mail.outbox[-1].body
    sign_out(anas)
    anas.goto(reverse("partnerships:partnership", args=[cast.partnership.pk]))
    anas.get_by_role("button", name="Sign in with a passkey").click()
    expect(anas.get_by_role("heading", name="Riverside Partnership")).to_be_visible()


def test_a_passkey_is_the_second_factor_after_a_code(anas):
    add_passkey(anas, "My phone")
    sign_out(anas)
    anas.goto(reverse("account_login"))
    anas.get_by_label("Email address").fill("ana@example.org")
    anas.get_by_role("button", name="Send me a code").click()
    anas.get_by_label("Code").fill(re.match(r"\S+", mail.outbox[-1].subject)[0])
    anas.get_by_role("button", name="Continue").click()
    assert not barriers(anas)
    anas.get_by_role("button", name="Use a passkey").click()
    expect(anas.get_by_role("heading", name="Your partnerships")).to_be_visible()


def test_a_passkey_is_renamed_and_removed_once_one_has_shown_who_one_is(anas):
    add_passkey(anas, "My phone")
    sign_out(anas)
    anas.goto(reverse("account_login"))
    anas.get_by_role("button", name="Sign in with a passkey").click()
    anas.get_by_role("link", name="Account", exact=True).click()
    anas.get_by_role("link", name="Rename My phone").click()
    assert not barriers(anas)
    anas.get_by_role("button", name="Use a passkey").click()
    anas.get_by_label("Name").fill("Old phone")
    anas.get_by_role("button", name="Save").click()
    anas.get_by_role("link", name="Remove Old phone").click()
    anas.get_by_role("button", name="Remove the passkey").click()
    expect(anas.get_by_text("The passkey has been removed.")).to_be_visible()
    expect(anas.get_by_role("link", name="See them", exact=True)).to_have_count(0)


def test_a_coordinator_who_has_to_have_one_is_led_to_it_and_back(anas, cast, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    anas.goto(reverse("partnerships:members-import", args=[cast.partnership.pk]))
    assert not barriers(anas)
    anas.get_by_role("link", name="Add a passkey").click()
    anas.get_by_role("button", name="Add the passkey").click()
    anas.get_by_role("link", name="I have saved them").click()
    expect(anas.get_by_role("heading", name="Add members")).to_be_visible()


def test_who_turns_the_device_away_is_told_and_nothing_is_lost(window, cast):
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    page = window(PHONE)
    sign_in(page, cast.ana.person)
    page.goto(reverse("mfa_add_webauthn"))
    page.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error()) }")
    page.get_by_label("Name").fill("My phone")
    page.get_by_label("Name").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Your device did not provide a passkey.")
    expect(page.get_by_label("Name")).to_have_value("My phone")


def test_without_javascript_nothing_is_offered_that_would_not_work(window, cast):
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    page = window(PHONE, java_script_enabled=False)
    page.goto(reverse("account_login"))
    expect(page.get_by_role("button", name="Send me a code")).to_be_visible()
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in(page, cast.ana.person)
    page.goto(reverse("mfa_add_webauthn"))
    expect(page.get_by_text("This browser cannot add a passkey")).to_be_visible()
    expect(page.get_by_role("button", name="Add the passkey")).to_be_hidden()
