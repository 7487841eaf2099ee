"""Personal links: how a member's link is made, and what it opens.

    key of the review ─ HKDF "links" ─ HMAC(invitation) ─→ token, which only the email holds
                                          ├─ SHA-256 "invitation" → Invitation.link_hash
                                          ├─ SHA-256 "response"   → Response.key
                                          └─ HKDF "answers"       → what opens the answers

A link that is sent in place of one that was withdrawn has its number in the HMAC, too
(`assessments.invitations.withdrawal`).

None of these can be turned into another without the token. The key of the review is not in the
database (`assessments.keys`). Once the results have been read it is deleted: from then on only the
link in a member's own mailbox leads to their answers, and opens them.

Where each organisation speaks with one voice there is no one to protect, and one response to
share. What opens its answers follows from what the database holds:

    review, organisation ─ SHA-256 "organisation" → Response.key

Each member's own link is still all that lets them in, and leads to it through their invitation.

A paper response can be found by the person who entered it, as long as the review has its key:

    key of the review ─ HKDF "sheets", ticket ─ SHA-256 → Response.key
"""

import base64
import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from .keys import Purpose, derive, read_key
from .models import Invitation, Review


def token_of(invitation: Invitation) -> str:
    """The token of this invitation's link; KeyMissing once the review has no key any more."""
    secret = read_key(invitation.review_id).derive(Purpose.LINKS)
    named = f"{invitation.pk}.{invitation.renewed}" if invitation.renewed else str(invitation.pk)
    mac = hmac.digest(secret, named.encode(), "sha256")
    return base64.urlsafe_b64encode(mac).decode().rstrip("=")


def active_token(invitation: Invitation) -> str | None:
    """The token of this invitation's link, or None if it was withdrawn."""
    token = token_of(invitation)
    return token if link_hash(token) == invitation.link_hash else None


def link_hash(token: str) -> str:
    return hashlib.sha256(b"invitation:" + token.encode()).hexdigest()


def response_key(invitation: Invitation, token: str) -> str:
    """The key of the response that this invitation's link opens."""
    return key_of(key_material(invitation, token))


def key_of(material: str) -> str:
    return hashlib.sha256(material.encode()).hexdigest()


def organisation_key_material(review: Review, organisation_id: str) -> str:
    """What the key of an organisation's one response is made from, where each has one voice."""
    return f"organisation:{review.pk}:{organisation_id}"


def paper_key_material(review: Review, ticket: str) -> str:
    """What the key of a response entered from paper is made from: only its ticket tells."""
    return f"sheet:{read_key(review.pk).derive(Purpose.SHEETS).hex()}:{ticket}"


def key_material(invitation: Invitation, token: str) -> str:
    """The source of the key and clock of the response that this invitation's link opens."""
    if invitation.review.speaks_as_organisations and invitation.member.organisation_id:
        return organisation_key_material(invitation.review, invitation.member.organisation_id)
    return member_key_material(token)


def member_key_material(token: str) -> str:
    """The same where no one else has a say in it: the link alone."""
    return f"response:{token}"


def clock_offset(material: str) -> int:
    """Where a response's own clock begins, in milliseconds.

    Only the link tells it, so that what was given when can be put in order, and no one who reads
    the database learns a time of day.
    """
    return int(hashlib.sha256(b"clock:" + material.encode()).hexdigest()[:11], 16)


def answers_secret(material: str) -> bytes:
    """What the answers of a response are sealed with."""
    return derive(material.encode(), "answers")


@dataclass(frozen=True)
class ResponseRoute:
    """Where a link to a review leads: what recognises it, and the key, the clock and the secret of
    its response."""

    review: str
    link: str
    key: str
    clock: int
    secret: bytes

    @classmethod
    def through(cls, review: str, token: str, material: str) -> "ResponseRoute":
        secret = answers_secret(material)
        return cls(review, link_hash(token), key_of(material), clock_offset(material), secret)


def _address(name: str, review: Review, token: str) -> str:
    return f"{settings.SITE_URL}{reverse(f'assessments:{name}', args=[review.pk, token])}"


def respond_url(review: Review, token: str) -> str:
    """The full address of a personal link."""
    return _address("respond", review, token)


def check_url(review: Review, token: str) -> str:
    """The address where the holder of a personal link checks and submits answers."""
    return _address("respond-check", review, token)


def stop_url(review: Review, token: str) -> str:
    """The address where the holder of a personal link can stop reminders."""
    return _address("respond-reminders", review, token)
