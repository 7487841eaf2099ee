"""A passkey alone signs in, and counts as both factors: so it has to have seen its owner."""

import json

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.test import Client
from django.urls import reverse
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from accounts.models import Person

from .test_second_factor import ASKED
from .test_second_factor_required import give_app

SITE = "testserver"
SIGN_IN = reverse("mfa_login_webauthn")
FLAG = AuthenticatorData.FLAG


def said_to(kind: CollectedClientData.TYPE, challenge: str = "") -> CollectedClientData:
    return CollectedClientData.create(kind, challenge or websafe_encode(b"c"), f"https://{SITE}")


class Device:
    """Keeps one passkey of one person. `sees` is whether it asks who holds it."""

    def __init__(self, person: Person) -> None:
        self.person, self.key = person, ec.generate_private_key(ec.SECP256R1())
        public = ES256.from_cryptography_key(self.key.public_key())
        kept = AttestedCredentialData.create(b"\0" * 16, b"key", public)
        data = AuthenticatorData.create(sha256(SITE.encode()), FLAG.UP | FLAG.AT, 0, kept)
        made = said_to(CollectedClientData.TYPE.CREATE)
        attested = AttestationObject.create("none", data, {})
        response = {
            "clientDataJSON": websafe_encode(made),
            "attestationObject": websafe_encode(attested),
        }
        WebAuthn.add(person, "Key", self._named(response))

    def _named(self, response: dict) -> dict:
        name = websafe_encode(b"key")
        return {"id": name, "rawId": name, "type": "public-key", "response": response}

    def answer(self, challenge: str, *, sees: bool) -> str:
        asked = said_to(CollectedClientData.TYPE.GET, challenge)
        flags = FLAG.UP | FLAG.UV if sees else FLAG.UP
        data = AuthenticatorData.create(sha256(SITE.encode()), flags, 1)
        response = {
            "clientDataJSON": websafe_encode(asked),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(self.key.sign(data + asked.hash, ec.ECDSA(SHA256()))),
            "userHandle": websafe_encode(user_pk_to_url_str(self.person).encode()),
        }
        return json.dumps(self._named(response))


@pytest.fixture
def anas(cast) -> Device:
    EmailAddress.objects.filter(user=cast.ana.person).update(verified=True)
    return Device(cast.ana.person)


def challenge_to_anybody(browser: Client) -> str:
    asked = browser.get(SIGN_IN, headers={"x-requested-with": "XMLHttpRequest"}).json()
    return asked["request_options"]["publicKey"]["challenge"]


def signed_in_as(browser: Client) -> str:
    return browser.session.get("_auth_user_id", "")


def test_one_that_has_seen_its_owner_signs_in_and_is_the_second_factor_too(cast, anas, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    browser = Client()
    browser.post(SIGN_IN, {"credential": anas.answer(challenge_to_anybody(browser), sees=True)})
    assert signed_in_as(browser) == str(cast.ana.person_id)
    page = browser.get(reverse("partnerships:partnership", args=[cast.partnership.pk]))
    assert page.status_code == 200


def test_one_that_was_found_signs_nobody_in(cast, anas, send, code_for, settings):
    """Whatever it is asked on: after a code, a device need not look who holds it."""
    browser = Client()
    browser.post(SIGN_IN, {"credential": anas.answer(challenge_to_anybody(browser), sees=False)})
    assert not signed_in_as(browser)
    give_app(cast.ben.person)
    send(browser, reverse("account_login"), email="ben@example.org")
    page = send(browser, reverse("account_confirm_login_code"), code=code_for("ben@example.org"))
    assert page.redirect_chain[-1][0] == ASKED
    challenge = page.context["js_data"]["request_options"]["publicKey"]["challenge"]
    settings.ACCOUNT_LOGIN_TIMEOUT = 0  # when too much time has passed, and the challenge is kept
    browser.post(SIGN_IN, {"credential": anas.answer(challenge, sees=False)})
    assert not signed_in_as(browser)
    assert Authenticator.objects.get(user=cast.ana.person).last_used_at is None
