"""Bounds the e-mail that anybody can have sent to addresses whose owners have not asked for it.

Whoever is out of bounds is answered as ever, and as much is done for them, so that nobody learns
from a reply, or from how long it takes, whether an address is known.
"""

from datetime import timedelta

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from django.core.cache import cache
from django.http import HttpRequest

from partnerships.mail.message import Words
from partnerships.mail.outbox import post_at_once

from .models import Person

SIGN_IN_CODE = "account/email/login_code"
NEVER = timedelta(-1)
"""What a letter is good for that does not leave: whoever would deliver it drops it."""


def may_write(request: HttpRequest, template_prefix: str, email: str) -> bool:
    """Whether this letter may leave. What is expected may, unless one visitor asks for much of it.

    The bounds on strangers come in this order so that no visitor can fill the table of counters
    with addresses.
    """
    if not consume(request, action="visitor_to_one", key=_visitor_and(request, email)):
        return False
    is_expected = Person.objects.is_expected(email) and template_prefix == SIGN_IN_CODE
    bounds = {"visitor_to_strangers": "", "to_strangers": "", "to_stranger": email.lower()}
    return all(_count(request, *one, is_expected) for one in bounds.items()) or is_expected


def may_write_again(request: HttpRequest, email: str) -> bool:
    """Whether this visitor can have more e-mail sent to this address now."""
    key = _visitor_and(request, email)
    return bool(consume(request, action="visitor_to_one", key=key, dry_run=True))


def _visitor_and(request: HttpRequest, email: str) -> str:
    return f"{get_ip(request)} {email.lower()}"


def _count(request: HttpRequest, action: str, key: str, is_expected: bool) -> bool:
    """Whether there is room in a bound; as much is written down for what is expected."""
    has_room: bool = consume(request, action=action, key=key, dry_run=is_expected)
    if has_room and is_expected:
        cache.set("expected", action)
    return has_room


def write_nothing(email: str) -> None:
    """Do what sending a letter takes, and send none."""
    post_at_once(kind="sign-in", to=email, words=Words("", ""), partnership=None, good_for=NEVER)
