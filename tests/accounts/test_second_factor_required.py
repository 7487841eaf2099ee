"""Where the host requires a second factor: of coordinators, and of host administrators."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from tests import scenarios

from .test_second_factor import APP, ASKED, shown_by

PEOPLE = reverse("admin:accounts_person_changelist") + "?q=example"
SET_UP = reverse("accounts:second-factor")
CONFIRM = reverse("mfa_reauthenticate")
HOST = "host@example.org"
PASSWORD = "curlew teapot gravel"


@pytest.fixture
def cast(transactional_db):
    return scenarios.riverside()


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = True


@pytest.fixture
def host(cast) -> Person:
    return Person.objects.create_superuser(HOST)


@pytest.fixture
def signed_in_now(send, code_for):
    """A browser whose person has signed in with a code and nothing else."""

    def browse(person: Person) -> Client:
        browser = Client()
        send(browser, reverse("account_login"), email=person.email)
        send(browser, reverse("account_confirm_login_code"), code=code_for(person.email))
        return browser

    return browse


def bound_for(browser: Client, place: str) -> str:
    """Where somebody who wants to go to a place ends up."""
    page = browser.get(place, follow=True)
    assert page.status_code == 200
    return page.redirect_chain[-1][0] if page.redirect_chain else place


def give_app(person: Person) -> str:
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    return secret


def test_a_host_administrator_without_one_sets_it_up_and_gets_where_they_were_going(
    host, signed_in_now, send
):
    browser = signed_in_now(host)
    assert bound_for(browser, PEOPLE) == SET_UP
    send(browser, APP, code=shown_by(browser.get(APP).context["form"].secret))
    assert bound_for(browser, SET_UP) == PEOPLE
    assert bound_for(browser, PEOPLE) == PEOPLE


def test_a_session_from_before_it_was_set_up_elsewhere_has_to_use_it(host, signed_in_now, send):
    browser = signed_in_now(host)
    secret = give_app(host)
    asked = bound_for(browser, PEOPLE)
    assert asked.startswith(CONFIRM)
    assert send(browser, asked, code="000000").context["form"].errors["code"]
    assert bound_for(browser, PEOPLE).startswith(CONFIRM)
    assert send(browser, asked, code=shown_by(secret)).redirect_chain[-1][0] == PEOPLE
    assert bound_for(browser, PEOPLE) == PEOPLE


def test_a_session_from_before_they_became_host_administrator_has_to_have_one(cast, signed_in_now):
    ben = cast.ben.person
    browser = signed_in_now(ben)
    assert browser.get(reverse("home:home")).status_code == 200
    Person.objects.filter(pk=ben.pk).update(is_staff=True, is_superuser=True)
    assert bound_for(browser, PEOPLE) == SET_UP


def test_half_way_in_there_is_nothing_to_be_seen(host, signed_in_now):
    give_app(host)
    browser = signed_in_now(host)
    assert bound_for(browser, PEOPLE).startswith(ASKED)


@pytest.mark.parametrize("taken", ["by themselves", "by another host administrator"])
def test_one_that_is_taken_away_lets_nobody_pass_any_more(host, signed_in_now, send, taken):
    secret = give_app(host)
    RecoveryCodes.activate(host)
    browser = signed_in_now(host)
    send(browser, ASKED, code=shown_by(secret))
    assert bound_for(browser, PEOPLE) == PEOPLE
    if taken == "by themselves":
        send(browser, f"{CONFIRM}?next={PEOPLE}", code=shown_by(secret))
        send(browser, reverse("mfa_deactivate_totp"))
    else:
        Authenticator.objects.filter(user=host, type=Authenticator.Type.TOTP).delete()
    assert bound_for(browser, PEOPLE) == SET_UP


def test_one_that_was_replaced_elsewhere_has_to_be_used(host, signed_in_now, send):
    secret = give_app(host)
    browser = signed_in_now(host)
    send(browser, ASKED, code=shown_by(secret))
    Authenticator.objects.filter(user=host).delete()
    give_app(host)
    assert bound_for(browser, PEOPLE).startswith(CONFIRM)


def test_a_recovery_code_stands_in(host, signed_in_now, send):
    give_app(host)
    [code, *_others] = RecoveryCodes.activate(host).get_unused_codes()
    browser = signed_in_now(host)
    send(browser, ASKED, code=code)
    assert bound_for(browser, PEOPLE) == PEOPLE


def test_a_password_does_not_stand_in(host, signed_in_now):
    """Neither to pass, nor to put a second factor of one's own in the place of another's."""
    browser = signed_in_now(host)
    host.set_password(PASSWORD)
    host.save()
    browser.force_login(host)
    give_app(host)
    confirm = reverse("account_reauthenticate")
    reply = browser.post(f"{confirm}?next={PEOPLE}", {"password": PASSWORD})
    assert reply.url.startswith(CONFIRM)
    for guarded in (PEOPLE, reverse("mfa_add_webauthn"), reverse("mfa_deactivate_totp")):
        assert bound_for(browser, guarded).startswith(CONFIRM), guarded


def test_the_administration_pages_are_no_way_to_sign_in_by_a_password_alone(host, client):
    host.set_password(PASSWORD)
    host.save()
    give_app(host)
    other = Person.objects.create_superuser("other@example.org")
    url = reverse("admin:login")
    for visitor in (None, other):
        if visitor:
            client.force_login(visitor)
        client.post(url, {"username": HOST, "password": PASSWORD, "next": "/admin/"})
        assert client.session.get("_auth_user_id") == (str(visitor.pk) if visitor else None)


def test_a_password_is_changed_where_its_owner_is_told(host, client, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = False
    client.force_login(host)
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")


def test_the_way_on_leads_to_no_other_site(host, client, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = False
    client.force_login(host)
    reply = client.get(reverse("admin:login"), {"next": "https://elsewhere.example/admin/"})
    assert reply.url == reverse("admin:index")


def test_a_coordinator_whose_session_has_not_used_theirs_is_asked_for_it(cast, signed_in_now, send):
    browser = signed_in_now(cast.ana.person)
    secret = give_app(cast.ana.person)
    place = reverse("partnerships:member-edit", args=[cast.partnership.pk, cast.ben.pk])
    asked = bound_for(browser, place)
    assert asked.startswith(CONFIRM)
    filled = {"name": "Taken over", "role": "member", "level": "operational"}
    assert browser.post(place, filled).url.startswith(CONFIRM)
    cast.ben.refresh_from_db()
    assert cast.ben.name == "Ben"
    assert bound_for(browser, reverse("insights:portfolio")).startswith(CONFIRM)
    assert send(browser, asked, code=shown_by(secret)).redirect_chain[-1][0] == place


def test_who_neither_coordinates_nor_looks_after_the_installation_needs_none(cast, signed_in_now):
    place = reverse("partnerships:partnership", args=[cast.partnership.pk])
    assert bound_for(signed_in_now(cast.ben.person), place) == place


def test_without_the_setting_nobody_is_asked(host, signed_in_now, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = False
    assert bound_for(signed_in_now(host), PEOPLE) == PEOPLE
