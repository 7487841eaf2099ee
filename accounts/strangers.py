"""Limits the email that anyone can have sent to addresses whose owners did not ask for it.

Over the limit, the reply and the work done are the same, so that neither the reply nor the time it
takes reveals whether an address is known.
"""

from allauth.core.internal.ratelimit import get_ip
from allauth.core.ratelimit import consume
from django.core.cache import cache
from django.http import HttpRequest


def may_write(request: HttpRequest, email: str, *, is_expected: bool) -> bool:
    """Whether an email may be sent. An expected one may, unless one visitor requests many.

    The limits on strangers are checked in this order so that no visitor can fill the counters
    table.
    """
    if not consume(request, action="visitor_to_one", key=_visitor_and(request, email)):
        return False
    bounds = {"visitor_to_strangers": "", "to_strangers": "", "to_stranger": email.lower()}
    return all(_count(request, *one, is_expected) for one in bounds.items()) or is_expected


def may_write_again(request: HttpRequest, email: str) -> bool:
    """Whether this visitor can have more email sent to this address now."""
    key = _visitor_and(request, email)
    return bool(consume(request, action="visitor_to_one", key=key, dry_run=True))


def _visitor_and(request: HttpRequest, email: str) -> str:
    return f"{get_ip(request)} {email.lower()}"


def _count(request: HttpRequest, action: str, key: str, is_expected: bool) -> bool:
    """Whether a limit has room; the same is recorded for expected email."""
    has_room: bool = consume(request, action=action, key=key, dry_run=is_expected)
    if has_room and is_expected:
        cache.set("expected", action)
    return has_room
