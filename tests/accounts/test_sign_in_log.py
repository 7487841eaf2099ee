"""The host can see who signs in and who fails to; nobody can read an address there."""

import logging
import re

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.urls import reverse

from accounts.sign_in_log import sign_of

ANA = "ana@example.org"
PASSWORD = "curlew teapot gravel"


@pytest.fixture
def written(caplog):
    """What the log says, line by line."""
    caplog.set_level(logging.INFO, "parallax.sign_in")

    def lines() -> list[str]:
        said = [one.getMessage() for one in caplog.records if one.name == "parallax.sign_in"]
        assert not [line for line in said if "@" in line or "127.0.0.1" in line]
        return said

    return lines


@pytest.fixture
def ana(cast):
    cast.ana.person.set_password(PASSWORD)
    cast.ana.person.save()
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    return cast.ana.person


def test_signing_in_and_out_is_written_down(ana, client, written):
    url = reverse("account_sign_in_by_password")
    client.post(url, {"login": ANA, "password": PASSWORD})
    client.post(reverse("account_logout"))
    person = f"person {sign_of(ANA)}, visitor {sign_of('127.0.0.1')}"
    assert written() == [f"signed in: {person}", f"signed out: {person}"]


def test_failing_to_is_written_down_for_known_and_unknown_alike(ana, client, written):
    url = reverse("account_sign_in_by_password")
    for address in (ANA, "nobody@example.org"):
        client.post(url, {"login": address, "password": "wrong"})
    assert [line.split(",")[0] for line in written()] == [
        f"wrong password: person {sign_of(ANA)}",
        f"wrong password: person {sign_of('nobody@example.org')}",
    ]


def test_a_wrong_code_is_written_down(
    ana, client, written, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("account_login"), {"email": ANA})
    assert mailoutbox
    client.post(reverse("account_confirm_login_code"), {"code": "AAA-AAA"})
    [line] = written()
    assert line.startswith(f"wrong code: person {sign_of(ANA)}")


def test_who_knows_an_address_finds_it(capsys):
    call_command("sign_of", ANA.upper())
    assert capsys.readouterr().out.strip() == sign_of(ANA)
    assert re.fullmatch(r"[0-9a-f]{12}", sign_of(ANA))
