"""Logs who signs in, and who fails to, for the host.

It contains no email or network address: people and visitors are shown as one-way signs. The same
address has the same sign, so that repeated attempts by one person can be seen, and a host who
knows an address can find it (`manage.py sign_of`).
"""

import logging

from allauth.account import signals as account
from allauth.account.adapter import get_adapter
from allauth.mfa import signals as second_factor
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.models import Person

log = logging.getLogger("parallax.sign_in")


def sign_of(address: str) -> str:
    """The sign for an address in the log."""
    return salted_hmac("sign-in", address.casefold(), algorithm="sha256").hexdigest()[:12]


def _write(what: str, request: HttpRequest, address: str, level: int = logging.INFO) -> None:
    visitor = sign_of(get_adapter().get_client_ip(request))
    log.log(level, "%s: person %s, visitor %s", what, sign_of(address), visitor)


def withheld(request: HttpRequest, address: str) -> None:
    """An email to an unknown person was withheld because there were too many."""
    _write("email withheld", request, address, logging.WARNING)


@receiver(account.user_logged_in)
def signed_in(request: HttpRequest, user: Person, **signal: object) -> None:
    _write("signed in", request, user.email)


@receiver(account.user_logged_out)
def signed_out(request: HttpRequest, user: Person, **signal: object) -> None:
    if user:
        _write("signed out", request, user.email)


@receiver(account.login_code_rejected)
def wrong_code(request: HttpRequest, user: Person, **signal: object) -> None:
    _write("wrong code", request, user.email, logging.WARNING)


@receiver(second_factor.authentication_failed)
def wrong_second_factor(request: HttpRequest, user: Person, **signal: object) -> None:
    _write("wrong second factor", request, user.email, logging.WARNING)


@receiver(user_login_failed)
def wrong_password(credentials: dict[str, str], request: HttpRequest, **signal: object) -> None:
    _write("wrong password", request, credentials.get("email", ""), logging.WARNING)
