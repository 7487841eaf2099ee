"""Bounds the e-mail that anybody can have sent to addresses whose owners have not asked for it.

Whoever is out of bounds is answered as ever, and as much is done for them, so that nobody learns
from a reply, or from how long it takes, whether an address is known.
"""

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from django.core.cache import cache
from django.http import HttpRequest


def may_write(request: HttpRequest, email: str, *, is_expected: bool) -> bool:
    """Whether an e-mail may leave. What is expected may, unless one visitor asks for much of it.

    The bounds on strangers come in this order so that no visitor can fill the table of counters
    with addresses.
    """
    if not consume(request, action="visitor_to_one", key=_visitor_and(request, email)):
        return False
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
