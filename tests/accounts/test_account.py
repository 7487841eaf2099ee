"""A person's own account: name, address, password, and where they are signed in."""

import re

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

PASSWORD = "curlew teapot gravel"
OTHER_PASSWORD = "lantern mosaic herring"
ACCOUNT = reverse("accounts:account")
DEVICES = reverse("accounts:account-devices")
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def with_password(signed_in, send):
    browser = signed_in("ana@example.org")
    send(browser, reverse("account_set_password"), password1=PASSWORD, password2=PASSWORD)
    return browser


def lets_in(email: str, password: str) -> bool:
    browser = Client()
    url = reverse("account_sign_in_by_password")
    browser.post(url, {"login": email, "password": password})
    return browser.get(ACCOUNT).status_code == 200


def test_the_account_is_one_step_away_from_every_page(as_):
    link = f'<a href="{ACCOUNT}">'
    assert link in as_("ben").get(reverse("evidence:index")).content.decode()
    assert link not in Client().get(reverse("evidence:index")).content.decode()


def test_a_name_is_changed_in_each_partnership_and_for_nobody_else(cast, as_):
    url = reverse("partnerships:account-name")
    assert "Riverside Partnership" in as_("ben").get(url).content.decode()
    as_("ben").post(url, {cast.ben.pk: "Benjamin Ross", cast.cleo.pk: "Taken over"})
    names = set(cast.partnership.members.values_list("name", flat=True))
    assert names == {"Ana", "Finn", "Benjamin Ross", "Cleo", "Olu"}
    assert as_("ben").post(url, {cast.ben.pk: " "}).context["form"].errors


def test_a_new_address_counts_once_its_code_is_entered(cast, signed_in, send, code_for, mailoutbox):
    browser = signed_in("ben@example.org")
    send(browser, reverse("account_email"), email="ben@new.example", action_add="")
    cast.ben.person.refresh_from_db()
    assert cast.ben.person.email == "ben@example.org"
    code = code_for("ben@new.example")
    page = send(browser, reverse("account_email_verification_sent"), code=code)
    assert page.redirect_chain[-1][0] == ACCOUNT
    cast.ben.person.refresh_from_db()
    assert cast.ben.person.email == "ben@new.example"
    assert mailoutbox[-1].to == ["ben@example.org"], "the old address is told"
    assert "now ben@new.example" in mailoutbox[-1].body
    assert signed_in("ben@new.example").get(ACCOUNT).context["user"] == cast.ben.person


def test_an_address_that_is_taken_is_answered_like_any_other(cast, signed_in, send, code_for):
    browsers = [signed_in("ben@example.org"), signed_in("ben@example.org")]
    pages = [
        send(browser, reverse("account_email"), email=email, action_add="")
        for browser, email in zip(browsers, ("cleo@example.org", "free@example.org"), strict=True)
    ]
    first, second = (re.sub(r"\S+@\S+|value=\S+", "", page.content.decode()) for page in pages)
    assert first == second
    taken = {"code": code_for("cleo@example.org")}
    page = send(browsers[0], reverse("account_email_verification_sent"), **taken)
    assert "There is another account" in str(page.context["form"].errors)
    cast.ben.person.refresh_from_db()
    assert cast.ben.person.email == "ben@example.org"


def test_a_password_is_one_more_way_in(with_password, send, mailoutbox):
    assert lets_in("Ana@example.org", PASSWORD)
    assert "A password was set." in mailoutbox[-1].body
    change = {"password1": OTHER_PASSWORD, "password2": OTHER_PASSWORD}
    url = reverse("account_change_password")
    assert send(with_password, url, oldpassword="wrong", **change).context["form"].errors
    send(with_password, url, oldpassword=PASSWORD, **change)
    assert not lets_in("ana@example.org", PASSWORD)
    assert lets_in("ana@example.org", OTHER_PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password1234", "ana@example.org"])
def test_a_password_that_is_easily_guessed_is_refused(signed_in, send, weak):
    url = reverse("account_set_password")
    page = send(signed_in("ana@example.org"), url, password1=weak, password2=weak)
    assert page.context["form"].errors["password1"]
    assert not lets_in("ana@example.org", weak)


def test_without_the_password_the_code_still_works(with_password, send, signed_in, mailoutbox):
    elsewhere = signed_in("ana@example.org")
    send(with_password, reverse("accounts:password-remove"))
    assert not lets_in("ana@example.org", PASSWORD)
    assert "The password was removed." in mailoutbox[-1].body
    assert with_password.get(ACCOUNT).status_code == 200
    assert elsewhere.get(ACCOUNT).status_code == 302, "whoever came in by it is signed out"
    signed_in("ana@example.org")


def test_devices_are_listed_and_signed_out(signed_in):
    here, phone = signed_in("ben@example.org"), signed_in("ben@example.org", PHONE)
    others = signed_in("cleo@example.org")
    listed = here.get(DEVICES).context["devices"]
    assert [device.name for device in listed] == ["Safari on iPhone", "Firefox on Windows"]
    assert [device.is_this_one for device in listed] == [False, True]
    here.post(DEVICES, {"device": listed[0].session.pk})
    assert phone.get(ACCOUNT).status_code == 302
    phone, third = (signed_in("ben@example.org", PHONE) for _each in range(2))
    here.post(DEVICES)
    assert [one.get(ACCOUNT).status_code for one in (here, phone, third)] == [200, 302, 302]
    assert others.get(ACCOUNT).status_code == 200


def test_nobody_signs_somebody_else_out(signed_in):
    ben, cleo = signed_in("ben@example.org"), signed_in("cleo@example.org")
    [device] = ben.get(DEVICES).context["devices"]
    cleo.post(DEVICES, {"device": device.session.pk})
    assert ben.get(ACCOUNT).status_code == 200


def test_nothing_is_kept_of_where_somebody_was_signed_in(signed_in):
    here, gone, away = (signed_in("ben@example.org") for _each in range(3))
    assert UserSession.objects.count() == 3
    gone.post(reverse("account_logout"))
    assert UserSession.objects.count() == 2
    Session.objects.filter(session_key=away.session.session_key).update(expire_date=timezone.now())
    call_command("tidy")
    [left] = UserSession.objects.all()
    assert left.session_key == here.session.session_key
