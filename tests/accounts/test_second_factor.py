"""The second factor: an authenticator app and recovery codes. Passkeys are in tests/browser."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Person

pytestmark = pytest.mark.once

ACCOUNT = reverse("accounts:account")
APP = reverse("mfa_activate_totp")
CODES = reverse("mfa_view_recovery_codes")
ASKED = reverse("mfa_authenticate")


def shown_by(secret: str) -> str:
    """What an app with this key shows now."""
    cache.clear()  # a code counts once; the next is half a minute away
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture
def with_app(cast) -> tuple[str, list[str]]:
    """The key in Ana's app, and her recovery codes."""
    secret = generate_totp_secret()
    TOTP.activate(cast.ana.person, secret)
    return secret, RecoveryCodes.activate(cast.ana.person).get_unused_codes()


@pytest.fixture
def half_way(send, code_for):
    """A browser in which Ana has entered the code she was e-mailed, and no more."""

    def browse(**going) -> Client:
        cache.clear()
        browser = Client()
        send(browser, reverse("account_login"), email="ana@example.org", **going)
        url = reverse("account_confirm_login_code")
        page = send(browser, url, code=code_for("ana@example.org"), **going)
        assert page.redirect_chain[-1][0] == ASKED
        assert browser.get(ACCOUNT).status_code == 302
        return browser

    return browse


def test_an_app_that_shows_something_else_is_not_taken(signed_in, send):
    browser = signed_in("ana@example.org")
    page = browser.get(APP)
    assert page.context["form"].secret in page.content.decode(), "for who can't scan"
    assert send(browser, APP, code="000000").context["form"].errors["code"]
    assert not Authenticator.objects.exists()


def test_from_then_on_it_is_asked_for_and_leads_on_to_where_one_was_going(
    with_app, half_way, cast, send
):
    place = reverse("partnerships:partnership", args=[cast.partnership.pk])
    browser = half_way(next=place)
    assert send(browser, ASKED, code="000000").context["form"].errors["code"]
    page = send(browser, ASKED, code=shown_by(with_app[0]))
    assert page.redirect_chain[-1][0] == place
    assert page.status_code == 200


def test_it_is_asked_for_after_a_password_too(with_app, cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    url = reverse("account_sign_in_by_password")
    page = client.post(url, {"login": "ana@example.org", "password": "curlew teapot gravel"})
    assert page.url == ASKED


def test_a_recovery_code_stands_in_once(with_app, half_way, send):
    code = with_app[1][0]
    assert send(half_way(), ASKED, code=code).status_code == 200
    assert send(half_way(), ASKED, code=code).context["form"].errors["code"]


def test_codes_can_not_be_tried_for_ever(with_app, half_way, send):
    browser = half_way()
    for _each in range(6):
        page = send(browser, ASKED, code="000000")
    assert "Too many attempts" in str(page.context["form"].errors)


def test_who_is_already_in_shows_again_that_it_is_them_before_it_is_taken_away(
    with_app, half_way, send, mailoutbox
):
    secret, codes = with_app
    later = half_way()
    send(later, ASKED, code=codes[0])
    remove = reverse("mfa_deactivate_totp")
    for guarded in (remove, CODES, reverse("mfa_add_webauthn")):
        assert later.get(guarded).url.startswith("/account/confirm/code/"), guarded
    page = send(later, f"{reverse('mfa_reauthenticate')}?next={remove}", code=shown_by(secret))
    assert page.redirect_chain[-1][0] == remove
    send(later, remove)
    assert not Authenticator.objects.exists(), "recovery codes alone are no second factor"
    assert "The authenticator app was removed." in mailoutbox[-1].body


def test_new_recovery_codes_end_the_old_ones(with_app, half_way, send):
    secret, old = with_app
    browser, new = half_way(), reverse("mfa_generate_recovery_codes")
    send(browser, ASKED, code=old[0])
    send(browser, f"{reverse('mfa_reauthenticate')}?next={new}", code=shown_by(secret))
    assert not set(send(browser, new).context["unused_codes"]) & set(old)
    assert send(half_way(), ASKED, code=old[1]).context["form"].errors["code"]


def test_a_password_is_not_taken_away_by_who_only_found_the_browser_open(
    with_app, half_way, send, cast
):
    later = half_way()
    send(later, ASKED, code=with_app[1][0])
    send(
        later,
        reverse("account_set_password"),
        **dict.fromkeys(("password1", "password2"), "curlew teapot gravel"),
    )
    remove = reverse("accounts:password-remove")
    assert re.match(r"/account/confirm/", later.post(remove).url)


def test_the_host_takes_away_a_lost_second_factor_and_sees_no_secret(with_app, client):
    """Whoever has lost everything then signs in with the code alone."""
    client.force_login(Person.objects.create_superuser("host@example.org"))
    secret = with_app[0]
    [app] = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    page = client.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))
    assert secret not in page.content.decode()
    assert client.get(reverse("admin:mfa_authenticator_add")).status_code == 403
    client.post(reverse("admin:mfa_authenticator_delete", args=[app.pk]), {"post": "yes"})
    assert not Authenticator.objects.filter(type=Authenticator.Type.TOTP).exists()
