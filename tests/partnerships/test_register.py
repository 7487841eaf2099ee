"""Registering a partnership."""

import pytest
from django.urls import reverse

from accounts.models import Person
from partnerships.models import Partnership

URL = "/partnerships/register/"
FILLED = {
    "name": "Northbank Together",
    "purpose": "Good work for people under 25.",
    "kind": "employability",
    "basis": "chosen",
    "area": "Northbank",
    "time_zone": "Europe/London",
    "structural_context": "Funding ends in March.",
    "your_name": "Nia Owen",
    "organisation": "Northbank Works",
    "sector": "third-sector",
    "level": "operational",
}


@pytest.fixture
def nia(client, db):
    person = Person.objects.known_as("nia@example.org")
    client.force_login(person)
    return person


def test_it_makes_the_person_its_coordinator(client, nia):
    answer = client.post(URL, FILLED)
    partnership = Partnership.objects.get()
    assert answer.headers["Location"] == reverse("partnerships:partnership", args=[partnership.pk])
    assert partnership.purpose == FILLED["purpose"]
    assert partnership.structural_context == "Funding ends in March."
    [member] = partnership.members.all()
    assert (member.person, member.name) == (nia, "Nia Owen")
    assert (member.role, member.level) == ("coordinator", "operational")
    assert (member.organisation.name, member.organisation.sector) == (
        "Northbank Works",
        "third-sector",
    )


def test_the_page_asks_and_saves_nothing(client, nia):
    page = client.get(URL)
    assert page.status_code == 200
    assert "About you" in page.content.decode()
    assert not Partnership.objects.exists()


@pytest.mark.parametrize(
    "field",
    [
        *("name", "purpose", "kind", "basis", "area"),
        *("your_name", "organisation", "sector", "level"),
    ],
)
def test_what_is_left_out_is_asked_for_in_words(client, nia, field):
    page = client.post(URL, FILLED | {field: ""})
    assert page.status_code == 200
    [message] = page.context["form"].errors.pop(field)
    assert message != "This field is required."
    assert page.content.decode().count(message) == 2  # in the summary and at the field
    assert not page.context["form"].errors
    assert not Partnership.objects.exists()


def test_the_context_may_be_left_for_later(client, nia):
    client.post(URL, {k: v for k, v in FILLED.items() if "context" not in k})
    assert Partnership.objects.get().structural_context == ""


def test_a_stranger_is_asked_to_sign_in(client, db):
    assert client.get(URL).headers["Location"].startswith("/account/sign-in/")
    client.post(URL, FILLED)
    assert not Partnership.objects.exists()


def test_every_field_of_the_form_is_on_the_page(client, nia):
    page = client.get(URL)
    fields = page.context["form"].fields
    assert all(f'name="{name}"' in page.content.decode() for name in fields)
