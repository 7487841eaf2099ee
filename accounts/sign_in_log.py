"""Writes down who signs in, and who fails to, for the host to read.

No address is in it, of e-mail or network: people and visitors go by signs that can't be turned
back. The same address has the same sign, so that many tries are seen to be one person's, and
whoever knows an address finds it (`manage.py sign_of`).
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
    """What an address is called in the log."""
    return salted_hmac("sign-in", address.casefold(), algorithm="sha256").hexdigest()[:12]


def _write(what: str, request: HttpRequest, address: str, level: int = logging.INFO) -> None:
    visitor = sign_of(get_adapter().get_client_ip(request))
    log.log(level, "%s: person %s, visitor %s", what, sign_of(address), visitor)


def withheld(request: HttpRequest, address: str) -> None:
    """An e-mail to somebody unknown, of which there were too many."""
    _write("e-mail withheld", request, address, logging.WARNING)


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
