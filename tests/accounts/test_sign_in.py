"""Signing in by e-mailed code, where it is ours to say what happens."""

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from assessments.invitations.joining import open_join_link
from partnerships.members.services import add_roster
from partnerships.models import Partnership
from spreadsheets.reader import read_sheet
from tests import scenarios

NEW = "new@example.org"
HOME = reverse("home:home")
ADMIN = reverse("admin:index")
EVIDENCE = reverse("evidence:index")


def through_the_join_link() -> None:
    """Somebody in the room whose address is trusted."""
    review = scenarios.open_review(Partnership.objects.get(name="Riverside Partnership"))
    link = open_join_link(review=review, domains=["example.org"])
    filled = {"name": "New", "email": NEW, "level": "community"}
    filled["organisation"] = review.partnership.organisations.first().pk
    Client().post(reverse("assessments:join", args=[link.key]), filled)


def from_a_roster() -> None:
    partnership = Partnership.objects.get(name="Riverside Partnership")
    rows = f"Name,Email,Organisation,Sector,Level\nNew,{NEW},NHS Riverside,Health,Operational\n"
    sheet = read_sheet(rows.encode(), "members.csv")
    assert not add_roster(partnership=partnership, sheet=sheet).problems


WAYS = {
    "on first mention": lambda: Person.objects.known_as("New@Example.org"),
    "by a program": lambda: Person.objects.create_user(NEW),
    "by the host": lambda: call_command("createsuperuser", "--noinput", email=NEW, verbosity=0),
    "from a roster": from_a_roster,
    "through the join link": through_the_join_link,
}


@pytest.mark.parametrize("made", WAYS.values(), ids=WAYS)
def test_however_somebody_was_made_one_code_lets_them_in(
    cast, client, send, code_for, mailoutbox, made
):
    made()
    mailoutbox.clear()
    send(client, reverse("account_login"), email=NEW)
    page = send(client, reverse("account_confirm_login_code"), code=code_for(NEW))
    assert page.redirect_chain[-1][0] == (ADMIN if page.context["user"].is_staff else HOME)
    assert page.context["user"].email == NEW
    assert len(mailoutbox) == 1
    assert EmailAddress.objects.get(email=NEW).verified


def test_whoever_signs_up_enters_one_code(cast, client, send, code_for, mailoutbox):
    send(client, reverse("account_signup"), email=NEW)
    page = send(client, reverse("account_email_verification_sent"), code=code_for(NEW))
    assert page.redirect_chain[-1][0] == HOME
    assert len(mailoutbox) == 1


@pytest.mark.parametrize("has_place", [True, False])
def test_a_host_administrator_is_led_to_their_pages_unless_going_elsewhere(
    cast, send, code_for, has_place
):
    host = cast.ben.person if has_place else Person.objects.create_user(NEW)
    Person.objects.filter(pk=host.pk).update(is_staff=True)
    for going, reached in (({}, HOME if has_place else ADMIN), ({"next": EVIDENCE}, EVIDENCE)):
        browser = Client()
        send(browser, reverse("account_login"), email=host.email, **going)
        confirm = reverse("account_confirm_login_code")
        page = send(browser, confirm, code=code_for(host.email), **going)
        assert page.redirect_chain[-1][0] == reached
        assert f'href="{ADMIN}"' in browser.get(HOME).content.decode()


def test_who_has_an_account_already_is_told_so_by_mail_and_by_nothing_on_the_page(
    cast, client, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        pages = {
            email: client.post(reverse("account_signup"), {"email": email}, follow=True)
            for email in ("ana@example.org", "new@example.org")
        }
    assert {page.status_code for page in pages.values()} == {200}
    assert {page.redirect_chain[-1][0] for page in pages.values()} == {"/account/email/code/"}
    [known] = [mail for mail in mailoutbox if mail.to == ["ana@example.org"]]
    assert known.subject == "You already have a Parallax account"
    assert f"http://testserver{reverse('account_login')}" in known.body
    assert "password" not in known.body


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    url = reverse("account_sign_in_by_password")
    answers = [
        client.post(url, {"login": email, "password": "wrong"}).context["form"].errors
        for email in ("ana@example.org", "ben@example.org", "nobody@example.org")
    ]
    assert answers[0]
    assert answers[0] == answers[1] == answers[2]


def test_passwords_can_not_be_tried_for_ever(cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    url = reverse("account_sign_in_by_password")
    for _each in range(6):
        client.post(url, {"login": "ana@example.org", "password": "wrong"})
    right = {"login": "ana@example.org", "password": "curlew teapot gravel"}
    assert "Too many" in str(client.post(url, right).context["form"].errors)


def test_who_mistyped_their_address_starts_again(cast, client):
    sign_in = reverse("account_login")
    page = client.post(sign_in, {"email": "ana@exmaple.org"}, follow=True)
    assert "Start again with a different address" in page.content.decode()
    page = client.post(reverse("account_logout"), {"next": sign_in}, follow=True)
    assert page.redirect_chain[-1][0] == sign_in
    assert "email" in page.context["form"].fields


def test_signing_in_with_a_password_leads_on_to_where_one_was_going(cast, client):
    cast.ana.person.set_password("curlew teapot gravel")
    cast.ana.person.save()
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    place = reverse("partnerships:partnership", args=[cast.partnership.pk])
    page = client.get(place, follow=True)
    url = f"{reverse('account_sign_in_by_password')}?next={place}"
    assert url in page.content.decode()
    filled = {"login": "ana@example.org", "password": "curlew teapot gravel", "next": place}
    assert client.post(url, filled).url == place
